package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ErasedIdentifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.PersonErased;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.Subscription;
import io.tributary.service.testing.TributaryTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TributaryTest(database = "connectors")
class ForgetPeopleIT {

  private static final Instant WHEN = Instant.parse("2026-11-21T10:00:00Z");
  private final String tenant = "erasing-" + System.nanoTime();

  @Autowired private Database database;
  @Autowired private Subscription<PersonErased> erasures;

  @Test
  void whoWasErasedIsNobodyAnyMore() {
    // Given
    database.runAsWorker(db -> {
      db.execute("""
          insert into connections (tenant, source, workspace, name, state, credentials, published_version)
          values (?, 'SLACK', 'T0001', 'Slack', 'PAUSED', '\\x00', 1)""", tenant);
      db.execute("""
          insert into people (tenant, source, workspace, person, name, email)
          values (?, 'SLACK', 'T0001', 'U1', 'Ada', null), (?, 'SLACK', 'T0001', 'U2', 'Ada', 'Ada@Acme.test'),
            (?, 'SLACK', 'T0001', 'U3', 'Ada', 'A.da+x@googlemail.com'), (?, 'SLACK', 'T0001', 'U4', 'Eve', 'a.da@acme.test'),
            (?, 'SLACK', 'T0001', 'U5', 'Bob', null)""", tenant, tenant, tenant, tenant, tenant);
    });

    // When
    deliver(PersonErased.newBuilder()
        .setTenant(tenant).setErasureId(UUID.randomUUID().toString()).setErasedAt(WHEN)
        .setIdentifiers(List.of(
            new ErasedIdentifier(IdentifierKind.SLACK_USER, "T0001|U1"), new ErasedIdentifier(IdentifierKind.EMAIL, "ada@acme.test"),
            new ErasedIdentifier(IdentifierKind.EMAIL, "ada@gmail.com")))
        .build());

    // Then
    assertThat(database.<List<String>>asWorker(db ->
        db.fetch("select person from people where tenant = ? order by person", tenant).getValues(0, String.class))).containsExactly("U4", "U5");
  }

  /** Twice: the second time there is nothing to do. */
  private void deliver(PersonErased event) {
    var received = new Received<>(erasures.topic().name(), 0, 0, tenant, event, WHEN, Map.of());
    erasures.handler().handle(List.of(received, received));
    erasures.handler().handle(List.of(received));
  }
}
