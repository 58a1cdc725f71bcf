package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ErasedIdentifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.Keys;
import io.tributary.events.PersonErased;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.TributaryTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TributaryTest(database = "connectors")
class ForgetPeopleIT {

  private final String tenant = "erasing-" + System.nanoTime();

  @Autowired private Database database;
  @Autowired private EventPublisher publisher;

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
    var id = UUID.randomUUID();
    publisher.publish(List.of(Outgoing.of(Topics.PRIVACY_ERASURES, Keys.of(tenant, id), PersonErased.newBuilder()
        .setTenant(tenant).setErasureId(id.toString()).setErasedAt(Instant.parse("2026-11-21T10:00:00Z"))
        .setIdentifiers(List.of(
            new ErasedIdentifier(IdentifierKind.SLACK_USER, "T0001|U1"), new ErasedIdentifier(IdentifierKind.EMAIL, "ada@acme.test"),
            new ErasedIdentifier(IdentifierKind.EMAIL, "ada@gmail.com")))
        .build())));

    // Then
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(database.<List<String>>asWorker(db ->
        db.fetch("select person from people where tenant = ? order by person", tenant).getValues(0, String.class))).containsExactly("U4", "U5"));
  }
}
