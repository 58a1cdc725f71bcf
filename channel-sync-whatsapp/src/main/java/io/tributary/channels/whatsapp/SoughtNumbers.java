package io.tributary.channels.whatsapp;

import io.tributary.channels.chat.ChatPerson;
import io.tributary.channels.chat.ChatStep;
import io.tributary.channels.chat.ChatStep.Find;
import io.tributary.channels.chat.ChatStep.Who;
import io.tributary.events.Identifier;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.identifiers.WhatsAppAddresses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which look-ups a record's identifiers need: one for each line, under all JIDs that it may have. Whom a look-up was for is evidence of who
 * is found: that the account shows the chat for the number need not mean that its attendee shows the number.
 */
final class SoughtNumbers {

  /** @param forms numbers with their country code, JIDs and LIDs; any other is left out */
  static List<ChatStep> of(List<String> forms) {
    var steps = new ArrayList<ChatStep>();
    lines(forms).forEach((jids, numbers) -> steps.add(new Find(List.copyOf(jids), Who.of(new ChatPerson(List.of(), numbers, null)), null)));
    for (var form : forms) {
      WhatsAppAddresses.identify(form).found()
          .filter(found -> WhatsAppAddresses.phoneOf(form).isEmpty())
          .ifPresent(lid -> steps.add(new Find(List.of(lid.getCanonical()), Who.of(new ChatPerson(List.of(lid), List.of(), null)), null)));
    }
    return steps;
  }

  /** The numbers of each line by its JIDs: what a country writes in two ways is one line. */
  private static Map<TreeSet<String>, List<Identifier>> lines(List<String> forms) {
    var lines = new LinkedHashMap<TreeSet<String>, List<Identifier>>();
    for (var form : forms) {
      var number = form.startsWith("+") ? PhoneNumbers.identify(form, null).found() : WhatsAppAddresses.phoneOf(form);
      number.ifPresent(found -> {
        var numbers = lines.computeIfAbsent(new TreeSet<>(WhatsAppAddresses.jidsOf(found.getSearchForms())), _ -> new ArrayList<>());
        if (numbers.stream().noneMatch(one -> one.getCanonical().equals(found.getCanonical()))) {
          numbers.add(found);
        }
      });
    }
    lines.keySet().removeIf(TreeSet::isEmpty);
    return lines;
  }

  private SoughtNumbers() {}
}
