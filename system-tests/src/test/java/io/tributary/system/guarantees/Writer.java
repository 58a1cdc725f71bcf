package io.tributary.system.guarantees;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Thinks of edits for some of the records: addresses that move, go and come back, records that are deleted and made, forced syncs, and
 * changes that concern no mail.
 *
 * <p>An address that was taken away is given to somebody again ({@link #giveBack}): so every address ever held is held in the end, and what
 * must have been fetched does not depend on which of the states in between were seen. Addresses that go for good go last ({@link #farewell}).
 */
final class Writer {

  private final Random random;
  private final String name;
  private final Map<String, Map<String, String>> alive = new TreeMap<>();
  private final Map<String, Map<String, String>> deleted = new TreeMap<>();
  private final Deque<String> homeless = new ArrayDeque<>();
  private final Deque<Edit> next = new ArrayDeque<>();
  private int created;

  /** @param records by external id, this writer's alone */
  Writer(String name, Random random, Map<String, Map<String, String>> records) {
    this.name = name;
    this.random = random;
    records.forEach((id, data) -> alive.put(id, new TreeMap<>(data)));
  }

  Edit next() {
    while (next.isEmpty()) {
      var dice = random.nextInt(100);
      if (dice < 25) {
        move();
      } else if (dice < 40) {
        takeAway(any(withEmail()));
      } else if (dice < 55) {
        giveOneBack();
      } else if (dice < 65) {
        delete(any(withEmail()));
      } else if (dice < 75) {
        bringBack();
      } else if (dice < 85) {
        noMail();
      } else {
        var record = any(withEmail());
        if (record != null) {
          next.add(new Edit.Force(record));
        }
      }
    }
    return next.remove();
  }

  /** The edits after which every address is somebody's. */
  List<Edit> giveBack() {
    while (!homeless.isEmpty()) {
      giveOneBack();
    }
    return drained();
  }

  /** Some addresses and records go for good. Only where what they had was fetched before. */
  List<Edit> farewell(int count) {
    for (var i = 0; i < count; i++) {
      var record = any(withEmail());
      if (random.nextBoolean()) {
        takeAway(record);
      } else {
        delete(record);
      }
    }
    homeless.clear();
    return drained();
  }

  private List<Edit> drained() {
    var edits = List.copyOf(next);
    next.clear();
    return edits;
  }

  /** Either end may come first: for a moment two have it, or nobody. */
  private void move() {
    var from = any(withEmail());
    var to = any(withRoom());
    if (from == null || to == null || from.equals(to)) {
      return;
    }
    var address = takeOut(from);
    var target = put(to, address.getValue());
    var edits = new ArrayList<Edit>(List.of(
        change(from, address.getKey(), null), change(to, target, address.getValue())));
    Collections.shuffle(edits, random);
    next.addAll(edits);
  }

  private void takeAway(@Nullable String record) {
    if (record != null) {
      var address = takeOut(record);
      homeless.add(address.getValue());
      next.add(change(record, address.getKey(), null));
    }
  }

  private void giveOneBack() {
    var to = any(withRoom());
    if (homeless.isEmpty()) {
      return;
    }
    var address = homeless.remove();
    if (to == null) {
      create(address);
    } else {
      next.add(change(to, put(to, address), address));
    }
  }

  private void delete(@Nullable String record) {
    if (record != null) {
      var data = Objects.requireNonNull(alive.remove(record));
      emailFields(data).forEach(field -> homeless.add(Objects.requireNonNull(data.get(field))));
      deleted.put(record, data);
      next.add(new Edit.Delete(record));
    }
  }

  /** A deleted record comes back, or a new one is made; with an address that is nobody's. */
  private void bringBack() {
    if (!homeless.isEmpty()) {
      create(homeless.remove());
    }
  }

  private void create(String address) {
    var again = random.nextBoolean() ? any(List.copyOf(deleted.keySet())) : null;
    var record = again == null ? "new-%s-%d".formatted(name, ++created) : again;
    deleted.remove(record);
    var data = new TreeMap<>(Map.of("first_name", "New", "last_name", record, "work_email", address));
    alive.put(record, data);
    next.add(new Edit.Create(record, Map.copyOf(data)));
  }

  /** Concerns no channel, or WhatsApp alone. */
  private void noMail() {
    var record = any(List.copyOf(alive.keySet()));
    if (record != null) {
      var field = random.nextBoolean() ? "company" : "phone_number";
      var value = field.equals("company") ? "Company " + random.nextInt(1000) : "+1617555%04d".formatted(random.nextInt(10_000));
      Objects.requireNonNull(alive.get(record)).put(field, value);
      next.add(change(record, field, value));
    }
  }

  private Map.Entry<String, String> takeOut(String record) {
    var data = Objects.requireNonNull(alive.get(record));
    var field = Objects.requireNonNull(any(emailFields(data)));
    return Map.entry(field, Objects.requireNonNull(data.remove(field)));
  }

  private String put(String record, String address) {
    var data = Objects.requireNonNull(alive.get(record));
    var field = Ledger.EMAIL_FIELDS.stream().filter(each -> !data.containsKey(each)).sorted().findFirst().orElseThrow();
    data.put(field, address);
    return field;
  }

  private List<String> withEmail() {
    return filtered(alive.entrySet().stream().filter(record -> !emailFields(record.getValue()).isEmpty()));
  }

  private List<String> withRoom() {
    return filtered(alive.entrySet().stream().filter(record -> emailFields(record.getValue()).size() < Ledger.EMAIL_FIELDS.size()));
  }

  private static List<String> filtered(Stream<Map.Entry<String, Map<String, String>>> records) {
    return records.map(Map.Entry::getKey).toList();
  }

  private static List<String> emailFields(Map<String, String> data) {
    return Ledger.EMAIL_FIELDS.stream().filter(data::containsKey).sorted().toList();
  }

  private static Edit change(String record, String field, @Nullable String value) {
    var data = new HashMap<String, @Nullable String>();
    data.put(field, value);
    return new Edit.Change(record, data);
  }

  private @Nullable String any(List<String> some) {
    return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
  }
}
