package io.tributary.system.guarantees;

import io.tributary.local.check.RecordReport.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Record by record, messages, conversations, participants and links are those of a tenant that got the ledger's end while nothing broke; and
 * the messages of records whose addresses nobody edited are those that were counted without this project's code.
 */
final class TheEndIsUndisturbed implements Guarantee<Evidence> {

  private static final Set<String> TOTALS = Set.of("messages", "conversations", "participants", "linked", "ambiguous");

  @Override
  public String name() {
    return "the end is that of an undisturbed run, record by record";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    var breaches = new ArrayList<String>();
    var calm = evidence.calmReport().stream().collect(Collectors.toMap(Line::external_id, line -> line));
    for (var line : evidence.report()) {
      var undisturbed = calm.remove(line.external_id());
      if (!line.equals(undisturbed)) {
        breaches.add("%s instead of %s".formatted(line, undisturbed));
      }
    }
    calm.keySet().forEach(record -> breaches.add("record %s is missing".formatted(record)));
    TOTALS.stream().sorted().forEach(name -> {
      var count = evidence.totals().path(name).asLong();
      var undisturbed = evidence.calmTotals().path(name).asLong();
      if (count != undisturbed) {
        breaches.add("%d %s in all instead of %d".formatted(count, name, undisturbed));
      }
    });
    counted(evidence, breaches);
    return breaches;
  }

  private static void counted(Evidence evidence, List<String> breaches) {
    var edited = evidence.ledger().entries().stream().map(entry -> entry.edit().record()).collect(Collectors.toSet());
    for (var line : evidence.report()) {
      var expected = evidence.expectedMessages().get(line.external_id());
      if (expected != null && !edited.contains(line.external_id()) && !Objects.equals(expected, line.messages())) {
        breaches.add("record %s has %d messages instead of %d".formatted(line.external_id(), line.messages(), expected));
      }
    }
  }
}
