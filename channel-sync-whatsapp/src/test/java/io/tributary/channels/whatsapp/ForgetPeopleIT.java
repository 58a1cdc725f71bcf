package io.tributary.channels.whatsapp;

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

/** What every channel's sync holds of a person goes with an erasure; here with the tables of chats, which e-mail leaves empty. */
@TributaryTest(database = "whatsapp_sync", properties = "tributary.channel.worker.enabled=false")
class ForgetPeopleIT {

  private static final Instant WHEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final String ADA = "+33660036335";
  private static final String BOB = "+33660036336";

  private final String tenant = "erasing-" + System.nanoTime();

  @Autowired private Database database;
  @Autowired private Subscription<PersonErased> erasures;

  @Test
  void nothingIsKnownOfAnErasedPersonAndTheOthersAreAsTheyWere() {
    // Given a record that holds both, how far they were read, a chat with each and a group of both, in which Ada shows another id
    database.runAsWorker(db -> {
      db.execute("insert into connections (tenant, account, status, published_version) values (?, 'a', 'OK', 1)", tenant);
      db.execute("insert into sync_state (tenant, record_id, reason, identifiers) values (?, 66, 'UPDATED', ?::jsonb)", tenant, """
          [{"kind": "PHONE", "canonical": "%s", "searchForms": ["0660036335"]}, {"kind": "PHONE", "canonical": "%s", "searchForms": []}]"""
          .formatted(ADA, BOB));
      db.execute("insert into learned_forms (tenant, canonical, form) values (?, ?, 'ada as written'), (?, ?, 'bob as written')", tenant, ADA, tenant, BOB);
      db.execute("""
          insert into progress (tenant, account, form, completed_at, full_at)
          select ?, 'a', form, clock_timestamp(), clock_timestamp()
          from unnest(array[?, '0660036335', 'ada as written', ?, 'bob as written']) as form""", tenant, ADA, BOB);
      db.execute("""
          insert into known_chats (tenant, account, chat, provider_id, is_group, name)
          values (?, 'a', '1', 'x1', false, 'Ada'), (?, 'a', '2', 'x2', false, 'Bob'), (?, 'a', '3', 'x3', true, 'Team')""", tenant, tenant, tenant);
      db.execute("""
          insert into chat_people (tenant, account, chat, person, kind, alias, name)
          values (?, 'a', '1', 'ada', 'PHONE', ?, 'Ada'), (?, 'a', '3', 'ada', 'WHATSAPP_LID', '77@lid', 'Ada'),
            (?, 'a', '2', 'bob', 'PHONE', ?, 'Bob'), (?, 'a', '3', 'bob', 'PHONE', ?, 'Bob')""", tenant, ADA, tenant, tenant, BOB, tenant, BOB);
    });
    assertThat(everything()).contains(ADA, "Ada");

    // When
    deliver(PersonErased.newBuilder()
        .setTenant(tenant).setErasureId(UUID.randomUUID().toString()).setErasedAt(WHEN)
        .setIdentifiers(List.of(new ErasedIdentifier(IdentifierKind.PHONE, ADA), new ErasedIdentifier(IdentifierKind.EMAIL, "ada@acme.test")))
        .build());

    // Then
    assertThat(everything()).doesNotContain(ADA, "Ada", "ada", "0660036335");
    assertThat(everything()).contains(BOB, "bob as written", "Bob", "Team");
    assertThat(count("known_chats")).isEqualTo(2);
    assertThat(count("chat_people")).isEqualTo(2);
    assertThat(count("progress")).isEqualTo(2);
  }

  private String everything() {
    var text = new StringBuilder();
    for (var table : List.of("sync_state", "learned_forms", "progress", "known_chats", "chat_people")) {
      text.append(database.<String>asWorker(db -> db.fetch("select to_jsonb(t)::text from %s t where tenant = ? order by 1".formatted(table), tenant).formatCSV()));
    }
    return text.toString();
  }

  private int count(String table) {
    return database.asWorker(db -> db.fetchSingle("select count(*) from %s where tenant = ?".formatted(table), tenant).get(0, Integer.class));
  }

  /** Twice: the second time there is nothing to do. */
  private void deliver(PersonErased event) {
    var received = new Received<>(erasures.topic().name(), 0, 0, tenant, event, WHEN, Map.of());
    erasures.handler().handle(List.of(received, received));
    erasures.handler().handle(List.of(received));
  }
}
