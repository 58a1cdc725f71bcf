package io.tributary.system.guarantees;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of the system and acknowledged, in order, and so what every record must be in the end. Each record has one writer, who
 * waits for the acknowledgement before the next edit.
 */
final class Ledger {

  static final Set<String> EMAIL_FIELDS = Set.of("personal_email", "work_email");
  static final Set<String> PHONE_FIELDS = Set.of("phone_number");
  static final Set<String> PROFILE_FIELDS = Set.of("linkedin");

  /**
   * @param began when it was first asked; it may have been done at any time from then on
   * @param at when it was acknowledged
   * @param tries how often it was asked
   * @param requestId of a forced sync
   */
  record Entry(Instant began, Instant at, Edit edit, int tries, @Nullable String requestId) {}

  /** What a record must be: its fields, and whether it is there. */
  static final class Held {

    final long id;
    final Map<String, String> data;
    boolean deleted;

    private Held(long id, Map<String, String> data) {
      this.id = id;
      this.data = new TreeMap<>(data);
    }

    Set<String> emails() {
      var emails = new TreeSet<String>();
      EMAIL_FIELDS.stream().map(data::get).filter(value -> value != null && !deleted).forEach(emails::add);
      return emails;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Held> records = new TreeMap<>();

  synchronized void imported(String record, long id, Map<String, String> data) {
    records.put(record, new Held(id, data));
  }

  synchronized void acknowledged(Entry entry, long id) {
    entries.add(entry);
    switch (entry.edit()) {
      case Edit.Create create -> records.put(create.record(), new Held(id, create.data()));
      case Edit.Change change -> change.data().forEach((field, value) -> set(held(change.record()), field, value));
      case Edit.Delete delete -> held(delete.record()).deleted = true;
      case Edit.Force _ -> { }
    }
  }

  private static void set(Held held, String field, @Nullable String value) {
    if (value == null) {
      held.data.remove(field);
    } else {
      held.data.put(field, value);
    }
  }

  synchronized long idOf(String record) {
    return held(record).id;
  }

  synchronized Map<String, Held> records() {
    return new TreeMap<>(records);
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  private Held held(String record) {
    var held = records.get(record);
    if (held == null) {
      throw new IllegalStateException("the ledger knows no record " + record);
    }
    return held;
  }
}
