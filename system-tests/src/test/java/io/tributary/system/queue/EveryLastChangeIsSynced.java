package io.tributary.system.queue;

import io.tributary.events.CommunicationObserved;
import io.tributary.system.guarantees.Guarantee;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The number a record was left with was looked for in every account of its tenant, and what they show of it is on its topic. */
final class EveryLastChangeIsSynced implements Guarantee<QueueEvidence> {

  @Override
  public String name() {
    return "no record is left without its last change synced";
  }

  @Override
  public List<String> breaches(QueueEvidence evidence) {
    var published = evidence.published().stream().map(CommunicationObserved::getExternalId).collect(Collectors.toSet());
    var breaches = new ArrayList<String>();
    evidence.wishes().changes().forEach((record, changes) -> {
      var last = changes.getLast();
      for (var account : evidence.accounts().getOrDefault(record.tenant(), List.of())) {
        if (evidence.calls().stream().noneMatch(call -> call.account().equals(account) && call.number().equals(last.person().number()))) {
          breaches.add("%s: account %s was never asked for change %d".formatted(record.text(), account, last.version()));
        }
      }
      if (!published.containsAll(last.person().allMessages())) {
        breaches.add("%s: not all is published that the accounts show of change %d".formatted(record.text(), last.version()));
      }
    });
    return breaches;
  }
}
