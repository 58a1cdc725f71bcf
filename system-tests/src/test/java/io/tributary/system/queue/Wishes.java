package io.tributary.system.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The ledger: what was asked of each record, in order, from the moment before the broker got it. */
final class Wishes {

  /** @param at when it was sent: no process knew it before */
  record Change(Instant at, long version, Person person) {}

  private final Map<RecordKey, List<Change>> changes = new TreeMap<>();
  private int forced;

  synchronized void changed(RecordKey record, Change change) {
    changes.computeIfAbsent(record, _ -> new ArrayList<>()).add(change);
  }

  synchronized void forced() {
    forced++;
  }

  synchronized long forcedSoFar() {
    return forced;
  }

  synchronized long nextVersion(RecordKey record) {
    return changes.getOrDefault(record, List.of()).size() + 1L;
  }

  synchronized Map<RecordKey, List<Change>> changes() {
    return new TreeMap<>(changes);
  }

  /** When a record was given that number. */
  synchronized Optional<Instant> givenAt(RecordKey record, String number) {
    return changes.getOrDefault(record, List.of()).stream().filter(change -> change.person().number().equals(number)).map(Change::at).findFirst();
  }

  synchronized String text() {
    return "%d changes of %d records, %d forced syncs".formatted(
        changes.values().stream().mapToInt(List::size).sum(), changes.size(), forced);
  }
}
