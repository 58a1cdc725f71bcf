package io.tributary.system.guarantees;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Every record is as its last acknowledged edit left it; every forced sync that was accepted took effect. */
final class NothingAcknowledgedIsLost implements Guarantee<Evidence> {

  @Override
  public String name() {
    return "what was acknowledged is there";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    var breaches = new ArrayList<String>();
    var shown = evidence.shown().stream().collect(Collectors.toMap(record -> record.path("external_id").asString(), record -> record));
    evidence.ledger().records().forEach((record, held) -> {
      var found = shown.remove(record);
      if (held.deleted != (found == null)) {
        breaches.add("record %s is %s".formatted(record, held.deleted ? "there, though it was deleted" : "missing"));
      } else if (found != null && !data(found).equals(held.data)) {
        breaches.add("record %s (%d) is not what its last edit made it".formatted(record, held.id));
      }
    });
    shown.keySet().forEach(record -> breaches.add("record %s is there, and nobody made it".formatted(record)));
    forced(evidence, breaches);
    return breaches;
  }

  private static void forced(Evidence evidence, List<String> breaches) {
    var applied = new HashSet<>(evidence.rows("email_sync", "select request_id from applied_requests where tenant = :tenant", 1));
    evidence.ledger().entries().stream()
        .filter(entry -> entry.requestId() != null && !applied.contains(List.of(entry.requestId())))
        .forEach(entry -> breaches.add("the forced sync of %s at %s took no effect".formatted(entry.edit().record(), entry.at())));
  }

  private static Map<String, String> data(JsonNode record) {
    var data = new TreeMap<String, String>();
    record.path("data").forEachEntry((field, value) -> data.put(field, value.asString()));
    return data;
  }
}
