package io.tributary.system.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriterTest {

  private final Map<String, Map<String, String>> records = new TreeMap<>();
  private final Ledger ledger = new Ledger();
  private final Set<String> everHeld = new HashSet<>();

  WriterTest() {
    IntStream.range(0, 40).forEach(i -> {
      var data = Map.of("first_name", "A", i % 2 == 0 ? "work_email" : "personal_email", "a%d@example.org".formatted(i));
      records.put("ext-" + i, data);
      ledger.imported("ext-" + i, i, data);
    });
  }

  @Test
  void everyAddressThatWasEverHeldIsHeldOnceInTheEnd() {
    for (var seed = 0; seed < 20; seed++) {
      var test = new WriterTest();
      var writer = new Writer("w", new Random(seed), test.records);

      IntStream.range(0, 500).forEach(_ -> test.perform(writer.next()));
      writer.giveBack().forEach(test::perform);

      var held = test.ledger.records().values().stream().flatMap(record -> record.emails().stream()).toList();
      assertThat(held).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(test.everHeld);
    }
  }

  @Test
  void theSeedDecides() {
    var one = new Writer("w", new Random(3), records);
    var other = new Writer("w", new Random(3), records);

    assertThat(IntStream.range(0, 200).mapToObj(_ -> one.next())).isEqualTo(IntStream.range(0, 200).mapToObj(_ -> other.next()).toList());
  }

  private void perform(Edit edit) {
    ledger.acknowledged(new Ledger.Entry(Instant.EPOCH, Instant.EPOCH, edit, 1, null), 0);
    ledger.records().values().forEach(record -> everHeld.addAll(record.emails()));
  }
}
