package io.tributary.system.guarantees;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened in a run, told in a table; and, where a guarantee was broken, the ledger. */
record Account(long seed, Ledger ledger, List<Disturb.Happened> happened, Map<Integer, Integer> refusals) {

  String table(Map<String, List<String>> breaches) {
    var text = new StringBuilder("Seed %d: %d edits acknowledged %s, %d faults, callers refused %s%n".formatted(
        seed, ledger.entries().size(), edits(), happened.size(), refusals));
    happened.stream().sorted((a, b) -> a.from().compareTo(b.from())).forEach(each -> text.append("  %s – %s  %s%n".formatted(
        time(each.from()), time(each.until()), each.fault().text())));
    breaches.forEach((guarantee, found) -> text.append("  %-6s %s%n".formatted(found.isEmpty() ? "kept" : "BROKEN", guarantee)));
    return text.toString();
  }

  /** Every edit, and every breach; without addresses. */
  String everything(Map<String, List<String>> breaches) {
    var text = new StringBuilder(table(breaches));
    breaches.forEach((guarantee, found) -> found.stream().limit(40).forEach(each -> text.append("  - %s%n".formatted(each))));
    text.append("Ledger:%n".formatted());
    ledger.entries().forEach(entry -> text.append("  %s – %s  %-18s %s (%d)%s%n".formatted(
        time(entry.began()), time(entry.at()), what(entry.edit()), entry.edit().record(), ledger.idOf(entry.edit().record()),
        entry.tries() == 1 ? "" : ", %d tries".formatted(entry.tries()))));
    return text.toString();
  }

  private Map<String, Long> edits() {
    return ledger.entries().stream().collect(Collectors.groupingBy(
        entry -> entry.edit().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT), TreeMap::new, Collectors.counting()));
  }

  private static String what(Edit edit) {
    return switch (edit) {
      case Edit.Create _ -> "create";
      case Edit.Change change -> change.data().entrySet().stream()
          .map(field -> (field.getValue() == null ? "empty " : "set ") + field.getKey()).collect(Collectors.joining(", "));
      case Edit.Delete _ -> "delete";
      case Edit.Force _ -> "force";
    };
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString().substring(11);
  }
}
