package io.tributary.connectors;

import static io.tributary.connectors.jooq.Tables.RUNS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.PollStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;

/** The same with the schedule on. */
@TestPropertySource(properties = "tributary.connectors.schedule.enabled=true")
class ScheduleIT extends PollerTest {

  @Test
  void aNewConnectionIsPolledAtOnceAndByHandWheneverOneAsks() {
    var key = connectSlack(List.of("C001"));
    eventually(() -> assertThat(runsOf(key)).containsExactly(PollStatus.SUCCESS.name()));

    assertThat(post("/api/connectors/slack/connections/{workspace}/poll", key.workspace())).isEqualTo(HttpStatus.ACCEPTED);

    eventually(() -> assertThat(runsOf(key)).containsExactly(PollStatus.SUCCESS.name(), PollStatus.SUCCESS.name()));
    assertThat(published()).isNotEmpty();
  }

  private List<String> runsOf(ConnectionKey key) {
    return database.asWorker(db -> db.select(RUNS.STATUS).from(RUNS).where(RUNS.TENANT.eq(key.tenant())).fetch(RUNS.STATUS));
  }
}
