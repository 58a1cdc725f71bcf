package io.tributary.participants.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.AccountCopy;
import io.tributary.events.BulkClass;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.EmailHints;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.Keys;
import io.tributary.events.LearntBy;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.events.Text;
import io.tributary.events.Topics;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.participants.RecordNow;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.EventReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What no sane writer sends, over the topic itself and each among good ones: stored as documented, or a dead letter alone. */
@ResolverTest
class AbsurdCommunicationsIT {

  private static final String DEAD_LETTERS = "dead-letters.participant-resolver";

  @Autowired private EventPublisher publisher;
  @Autowired private Resolver resolver;
  private Resolver tenant;

  @BeforeEach
  void aTenant() {
    tenant = resolver.ofNewTenant();
    tenant.apply(RecordNow.record(1).email("ada@acme.test"));
  }

  @Test
  void whatCannotBeToldFromOthersOrDatedIsADeadLetterAndTheRestIsStored() {
    var bad = List.of(
        mail("", mail -> {}),
        mail(" \t", mail -> {}),
        mail("no-tenant", mail -> mail.setTenant(" ")),
        mail("no-account", mail -> mail.setCopy(copy("", "p", null))),
        mail("no-provider-id", mail -> mail.setCopy(copy("account", "", null))),
        mail("before-christ", mail -> mail.setSentAt(Instant.parse("-0044-03-15T12:00:00Z"))),
        mail("the-year-290000", mail -> mail.setSentAt(Instant.parse("+290000-01-01T00:00:00Z"))),
        mail("received-in-290000", mail -> mail.setReceivedAt(Instant.parse("+290000-01-01T00:00:00Z"))));
    var mixed = new ArrayList<CommunicationObserved>();
    for (int i = 0; i < bad.size(); i++) {
      mixed.add(bad.get(i));
      mixed.add(mail("good-" + i, mail -> {}));
    }

    publish(mixed);

    stored(bad.size());
    assertThat(deadLetters()).hasSize(bad.size());
    assertThat(tenant.rows("select external_id from messages where tenant = ? and external_id not like 'good-%'", tenant.tenant())).isEmpty();
    assertThat(tenant.link("ada@acme.test")).isEqualTo("LINKED 1");
  }

  @Test
  void oldAndFarDatesAreStoredAsTheyAre() {
    publish(List.of(mail("102", mail -> mail.setSentAt(Instant.parse("0102-08-23T19:01:45Z"))),
        mail("9999", mail -> mail.setSentAt(Instant.parse("9999-12-31T23:59:59Z")))));

    stored(2);
    assertThat(tenant.rows("select extract(year from sent_at at time zone 'UTC')::int from messages where tenant = ? order by 1", tenant.tenant())
        .getValues(0, Integer.class)).containsExactly(102, 9999);
  }

  @Test
  void nulIsTakenOutOfEveryText() {
    publish(List.of(mail("nul\0", mail -> {
      mail.setSubject("a\0b");
      mail.setText(new Text("\0body\0", false));
      mail.setHtml(new Text("<p>\0</p>", false));
      mail.setParticipants(List.of(named("Ada\0", address(1))));
      mail.setCopy(copy("account", "p", "IN\0BOX"));
      mail.setEmail(hints().setReferences(List.of("a\0", "\0")).setListAddress("\0").build());
    })));

    stored(1);
    assertThat(tenant.rows("select external_id, subject, text, html from messages where tenant = ?", tenant.tenant()).getFirst().intoList())
        .containsExactly("nul", "ab", "body", "<p></p>");
    assertThat(tenant.rows("select display_name from participants where tenant = ?", tenant.tenant()).getValues(0, String.class)).contains("Ada");
    assertThat(tenant.rows("select folder from message_copies where tenant = ?", tenant.tenant()).getValues(0, String.class)).containsExactly("INBOX");
    assertThat(tenant.count("list_addresses")).as("an empty address is no list's").isZero();
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void whoHasNoNameIsNobody() {
    var nobody = new Identifier(IdentifierKind.EMAIL, "", "", 1, List.of());
    publish(List.of(
        mail("nobody", mail -> mail.setParticipants(List.of())),
        mail("without-alias", mail -> mail.setParticipants(List.of(person(ParticipantRole.FROM), person(ParticipantRole.TO)))),
        mail("empty-1", mail -> mail.setParticipants(List.of(person(ParticipantRole.FROM, nobody), person(ParticipantRole.TO, address(1))))),
        mail("empty-2", mail -> mail.setParticipants(List.of(person(ParticipantRole.FROM, nobody, address(2))))),
        mail("empty-chat", mail -> {
          mail.setKind(CommunicationKind.MESSAGE);
          mail.setChannel(Channel.WHATSAPP);
          mail.setChat(" ");
        })));

    stored(5);
    assertThat(tenant.rows("select handle from participants where tenant = ? and channel = 'EMAIL'", tenant.tenant()).getValues(0, String.class))
        .containsExactlyInAnyOrder("p1@acme.test", "p2@acme.test");
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void fiveThousandParticipantsAreStored() {
    publish(List.of(mail("crowd", mail -> mail.setParticipants(IntStream.range(0, 5_000).mapToObj(i -> person(ParticipantRole.TO, address(i))).toList())),
        mail("crowd", mail -> mail.setParticipants(IntStream.range(2_500, 5_000).mapToObj(i -> person(ParticipantRole.CC, address(i))).toList()))));

    stored(1);
    await().untilAsserted(() -> assertThat(tenant.count("message_participants")).isEqualTo(7_500));
    assertThat(tenant.count("participants")).isEqualTo(5_000);
    assertThat(tenant.rows("select cardinality(participant_ids) from message_facts where tenant = ?", tenant.tenant()).getFirst().get(0)).isEqualTo(5_000);
  }

  @Test
  void contradictoryRolesAreAllKeptAndCountedOnce() {
    var roles = ParticipantRole.values();
    publish(List.of(mail("everything", mail -> {
      var people = new ArrayList<ObservedParticipant>();
      for (var role : roles) {
        people.add(ObservedParticipant.newBuilder(person(role, address(1))).setSelf(role.ordinal() % 2 == 0).build());
      }
      mail.setParticipants(people);
    })));

    stored(1);
    assertThat(tenant.count("message_participants")).isEqualTo(roles.length);
    assertThat(tenant.rows("select message_count from conversation_participants where tenant = ?", tenant.tenant()).getValues(0, Long.class))
        .containsExactly(1L);
  }

  @Test
  void tenThousandReferencesAndOnesOwnAreAConversation() {
    publish(List.of(
        mail("self", mail -> mail.setEmail(hints().setInReplyTo("self").setReferences(List.of("self", "self", "", " ")).build())),
        mail("many", mail -> mail.setEmail(hints().setReferences(IntStream.range(0, 10_000).mapToObj(i -> "r" + i).toList()).build())),
        mail("r9999", mail -> {}),
        mail("ring-1", mail -> mail.setEmail(hints().setInReplyTo("ring-2").build())),
        mail("ring-2", mail -> mail.setEmail(hints().setInReplyTo("ring-1").build()))));

    stored(5);
    assertThat(tenant.rows("select message_count from conversations where tenant = ? and merged_into is null order by 1", tenant.tenant())
        .getValues(0, Long.class)).containsExactly(1L, 2L, 2L);
  }

  @Test
  void hugeTextsAreStoredAndTheSameMessageTwiceInABatchIsOne() {
    var huge = "x".repeat(200_000);
    var message = mail(huge, mail -> {
      mail.setSubject(huge);
      mail.setParticipants(List.of(named(huge, new Identifier(IdentifierKind.EMAIL, huge + "@a.org", huge + "@a.org", 1, List.of()))));
      mail.setCopy(copy("account", huge, huge));
      mail.setEmail(hints().setProviderThread(huge).setBulk(BulkClass.LIST).setListAddress(huge).build());
      mail.setSize(Long.MAX_VALUE);
      mail.setAttachments(Integer.MIN_VALUE);
    });

    publish(List.of(message, message, message));

    stored(1);
    assertThat(tenant.rows("select length(subject) from messages where tenant = ?", tenant.tenant()).getFirst().get(0)).isEqualTo(200_000);
    assertThat(tenant.count("message_copies")).isEqualTo(1);
    assertThat(deadLetters()).isEmpty();
  }

  private void stored(long messages) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(tenant.count("messages")).isEqualTo(messages));
  }

  private void publish(List<CommunicationObserved> events) {
    // One key, so that they are one another's neighbours in one partition.
    publisher.publish(events.stream().map(event -> Outgoing.of(Topics.COMMUNICATIONS, Keys.of(tenant.tenant(), "email", "1"), event)).toList());
  }

  private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return EventReader.raw(DEAD_LETTERS).stream().filter(letter -> new String(letter.key()).startsWith(tenant.tenant() + "|")).toList();
  }

  private CommunicationObserved mail(String id, Consumer<CommunicationObserved.Builder> oddity) {
    var mail = CommunicationObserved.newBuilder()
        .setTenant(tenant.tenant())
        .setChannel(Channel.EMAIL)
        .setKind(CommunicationKind.EMAIL)
        .setExternalId(id)
        .setSentAt(Instant.parse("2026-03-02T08:00:00Z"))
        .setParticipants(List.of(person(ParticipantRole.FROM, EmailAddresses.identify("ada@acme.test").found().orElseThrow())))
        .setCopy(copy("account", "p-" + id, null))
        .setLearntBy(LearntBy.SYNC)
        .setObservedAt(Instant.parse("2026-03-03T00:00:00Z"));
    oddity.accept(mail);
    return mail.build();
  }

  private static AccountCopy copy(String account, String providerId, @Nullable String folder) {
    return AccountCopy.newBuilder().setAccount(account).setProviderId(providerId).setFolder(folder).build();
  }

  private static ObservedParticipant named(String name, Identifier alias) {
    return ObservedParticipant.newBuilder(person(ParticipantRole.FROM, alias)).setDisplayName(name).build();
  }

  private static EmailHints.Builder hints() {
    return EmailHints.newBuilder().setBulk(BulkClass.NONE);
  }

  private static Identifier address(int i) {
    return EmailAddresses.identify("p" + i + "@acme.test").found().orElseThrow();
  }

  private static ObservedParticipant person(ParticipantRole role, Identifier... aliases) {
    return ObservedParticipant.newBuilder().setRole(role).setAliases(List.of(aliases)).build();
  }
}
