package io.tributary.records.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Position;
import io.tributary.events.Topics;
import io.tributary.records.ApiTest;
import io.tributary.records.rules.RulesStore;
import io.tributary.service.database.Database;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.ObjectMapper;

@ApiTest
class CompareChunkIT {

  private static final RecordKey BEFORE = new RecordKey("ghosts", 0);

  @Test
  void whatTheTopicsHoldWithoutRowsIsFoundAChunkAtATime(
      @Autowired Database database, @Autowired RulesStore rules, @Autowired ObjectMapper json) {
    // Given
    var held = new HeldStore(database);
    var reading = UUID.randomUUID();
    held.keep(reading, LongStream.rangeClosed(1, 20).mapToObj(CompareChunkIT::ghost).toList());
    var comparison = new CompareChunk(database, new RecordRows(json), held, rules, 2);

    // When
    var task = new Reconciliation(1, ReconcileReason.SLOT_LOST, null, BEFORE);
    var found = new ArrayList<Difference>();
    var chunks = 0;
    for (var chunk = comparison.after(task, reading); ; chunk = comparison.after(task, reading)) {
      chunks++;
      chunk.comparison().differences().stream().filter(each -> each.key().tenant().equals(BEFORE.tenant())).forEach(found::add);
      if (chunk.last() == null) {
        break;
      }
      task = task.after(chunk.last());
    }
    held.forget(reading);

    // Then
    assertThat(found).hasSize(20).doesNotHaveDuplicates().allSatisfy(each -> assertThat(each).isInstanceOf(Difference.Ghost.class));
    assertThat(chunks).isGreaterThanOrEqualTo(3);
  }

  private static Held ghost(long id) {
    return new Held(new Held.Key(new RecordKey(BEFORE.tenant(), id), Topics.RECORD_STATES.name()), new Position(1L, 3L, 1L), "fingerprint");
  }
}
