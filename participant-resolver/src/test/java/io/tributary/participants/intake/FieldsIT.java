package io.tributary.participants.intake;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.ChatEventType;
import io.tributary.events.ChatHints;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.events.Visibility;
import io.tributary.participants.Api;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The fields of conversations, messages and those who take part, as the flow of events keeps them. */
@ResolverTest
class FieldsIT {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Autowired private Resolver all;
  @Autowired private Api api;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
  }

  @Test
  void theTypeOfAConversationFollowsFromWhatIsKnownOfIt() {
    tenant.observe(
        Mail.from("ada@acme.test").to("bob@home.test").id("two"),
        Mail.from("ada@acme.test").to("bob@home.test", "eve@home.test").id("three"),
        Mail.from("ada@acme.test").to("bob@home.test").id("listed").list("list@lists.test"));
    tenant.observe(chat("slack").setChannel(Channel.SLACK).setGroup(true).setChat("general").build());

    assertThat(type("two")).isEqualTo("direct");
    assertThat(type("three")).isEqualTo("group");
    assertThat(type("listed")).isEqualTo("broadcast");
    assertThat(type("slack")).isEqualTo("channel");
  }

  @Test
  void aGroupIsKnownByAnyOfItsMessages() {
    tenant.observe(chat("first").build());
    assertThat(type("first")).isEqualTo("direct");

    tenant.observe(chat("second").setGroup(true).setChat("group").build(), chat("third").setGroup(true).setChat("group").build());

    assertThat(type("third")).isEqualTo("group");
  }

  @Test
  void whatOneAccountHasReadIsReadAndAnOlderObservationTakesNothingBack() {
    // Given a mail that two accounts hold
    tenant.observe(chat("m").setCopy(copy("one", "m", false)).build());
    assertThat(unread()).isEqualTo(1);

    // When one reads it, and an older observation comes late
    tenant.observe(chat("m").setCopy(copy("one", "m", true)).setObservedAt(NOON.plusSeconds(60)).build());
    tenant.observe(chat("m").setCopy(copy("one", "m", false)).setObservedAt(NOON).build());

    // Then
    assertThat(unread()).isZero();
    tenant.observe(chat("m").setCopy(copy("two", "m", false)).build());
    assertThat(unread()).as("the other has not read it, but one of us has").isZero();
  }

  @Test
  void whoReadWhatWeSentAndWhoLeftIsKept() {
    // Given a chat of two, in which the other has read our message
    tenant.apply(record(1).phone("+44 20 7946 0018"));
    tenant.observe(CommunicationObserved.newBuilder(chat("ours").build()).setOutbound(true)
        .setParticipants(List.of(
            ObservedParticipant.newBuilder().setRole(ParticipantRole.FROM).setAliases(List.of(Chat.LID)).setSelf(true).build(),
            ObservedParticipant.newBuilder().setRole(ParticipantRole.MEMBER).setAliases(List.of(Chat.NUMBER)).build()))
        .setChatHints(ChatHints.newBuilder().setSeen(true).build()).build());

    // When she leaves
    tenant.observe(CommunicationObserved.newBuilder(chat("leaves").build()).setKind(CommunicationKind.EVENT).setSentAt(NOON.plusSeconds(120))
        .setChatHints(ChatHints.newBuilder().setEvent(ChatEventType.MEMBER_LEFT).build()).build());

    // Then
    var conversation = conversation("ours");
    var members = api.get(tenant.tenant(), "/api/conversations/" + conversation + "/participants", 200).path("items").values();
    var she = members.stream().filter(member -> member.path("record_id").asLong() == 1).findFirst().orElseThrow();
    assertThat(she.path("last_read_at").asString()).startsWith("2026-03-02T12:00");
    assertThat(she.path("left_at").asString()).startsWith("2026-03-02T12:02");
    assertThat(she.path("provider_participant_id").asString()).isEqualTo(Chat.NUMBER.getCanonical());
    assertThat(she.path("message_count").asInt()).as("leaving is no message").isEqualTo(1);
    assertThat(tenant.count("messages")).isEqualTo(1);
    assertThat(api.get(tenant.tenant(), "/api/conversations/" + conversation + "/messages", 200).path("items").get(0).path("seen").asBoolean()).isTrue();
  }

  @Test
  void peopleSetThePriorityAndReadingIsNoticed() {
    tenant.apply(record(1).email("ada@acme.test"));
    tenant.observe(Mail.from("ada@acme.test").to("bob@home.test").id("m"));
    var path = "/api/conversations/" + conversation("m");

    api.send(tenant.tenant(), "PATCH", path, "{\"priority\":\"urgent\"}", 204);
    api.send(tenant.tenant(), "PATCH", path, "{\"priority\":\"nice\"}", 422);
    api.send(all.ofNewTenant().tenant(), "PATCH", path, "{\"priority\":\"low\"}", 404);
    api.get(tenant.tenant(), path + "/messages", 200);

    var shown = api.get(tenant.tenant(), "/api/records/1/conversations", 200).path("items").get(0);
    assertThat(shown.path("priority").asString()).isEqualTo("urgent");
    assertThat(shown.path("last_accessed_at").isNull()).isFalse();
    assertThat(shown.path("is_hot").asBoolean()).isFalse();
    assertThat(shown.path("unread_count").asInt()).isZero();
  }

  @Test
  void theCountersAreTheSameInWhateverOrderAndHoweverOftenMessagesCome() {
    // Given a thread that is found to be one late, read by two accounts, a chat that somebody leaves
    var mails = new ArrayList<Mail>();
    for (int i = 0; i < 12; i++) {
      var mail = Mail.from("p" + i % 3 + "@acme.test").to("bob@home.test", "p" + (i + 1) % 4 + "@acme.test").id("m" + i).at(i * 60);
      mails.add(i % 4 == 3 ? mail.references("m" + (i - 1), "m" + (i - 2)) : i % 5 == 0 ? mail.list("list@lists.test") : mail);
    }
    var chats = new ArrayList<CommunicationObserved.Builder>();
    for (int i = 0; i < 6; i++) {
      chats.add(chat("c" + i).setCopy(copy("one", "c" + i, i % 2 == 0)).setSentAt(NOON.plusSeconds(i)).setObservedAt(NOON.plusSeconds(i))
          .setParticipants(List.of(ObservedParticipant.newBuilder().setRole(ParticipantRole.FROM)
              .setAliases(i == 2 ? List.of(Chat.NUMBER, Chat.LID) : List.of(i < 2 ? Chat.NUMBER : Chat.LID)).build())));
      chats.add(chat("c" + i).setCopy(copy("one", "c" + i, i % 3 == 0)).setSentAt(NOON.plusSeconds(i)).setObservedAt(NOON.plusSeconds(i + 100)));
    }
    chats.add(chat("left").setCopy(copy("one", "left", true)).setKind(CommunicationKind.EVENT).setSentAt(NOON.plusSeconds(3))
        .setChatHints(ChatHints.newBuilder().setEvent(ChatEventType.MEMBER_LEFT).build()));
    var expected = end(deliver(all.ofNewTenant(), mails, chats));

    for (int order = 1; order <= Integer.getInteger("tributary.properties.sequences", 12); order++) {
      // When
      var random = new Random(order);
      var shuffledMails = new ArrayList<>(mails);
      shuffledMails.addAll(mails.subList(0, 1 + random.nextInt(12)));
      Collections.shuffle(shuffledMails, random);
      var shuffledChats = new ArrayList<>(chats);
      shuffledChats.addAll(chats.subList(0, 1 + random.nextInt(12)));
      Collections.shuffle(shuffledChats, random);

      // Then
      assertThat(end(deliver(all.ofNewTenant(), shuffledMails, shuffledChats))).as("order %d", order).isEqualTo(expected);
    }
  }

  private Resolver deliver(Resolver into, List<Mail> mails, List<CommunicationObserved.Builder> chats) {
    into.connect("account-1", 1, Visibility.FULL, "bob@home.test");
    for (int from = 0; from < mails.size(); from += 3) {
      into.observe(mails.subList(from, Math.min(from + 3, mails.size())).toArray(Mail[]::new));
    }
    for (int from = 0; from < chats.size(); from += 2) {
      into.observe(chats.subList(from, Math.min(from + 2, chats.size())).stream()
          .map(each -> CommunicationObserved.newBuilder(each.build()).setTenant(into.tenant()).build()).toArray(CommunicationObserved[]::new));
    }
    return into;
  }

  private static String end(Resolver tenant) {
    return tenant.rows("""
        select c.type, c.message_count, c.participant_count, c.bulk_count, c.unread_count, c.first_message_at, c.last_message_at,
          (select string_agg(m.external_id || ' ' || m.unread || ' ' || m.seen, ', ' order by m.external_id) from messages m
            where m.tenant = c.tenant and m.conversation_id = c.id) as messages,
          (select string_agg(concat_ws(' ', p.provider_participant_id, p.message_count, p.first_message_at, p.last_message_at, p.left_at, p.last_read_at),
              ', ' order by p.provider_participant_id) from conversation_participants p
            where p.tenant = c.tenant and p.conversation_id = c.id) as people
        from conversations c where c.tenant = ? and c.merged_into is null order by messages""", tenant.tenant()).formatCSV();
  }

  private CommunicationObserved.Builder chat(String id) {
    return CommunicationObserved.newBuilder(Chat.message(tenant, id, Chat.NUMBER)).setSentAt(NOON).setObservedAt(NOON);
  }

  private static AccountCopy copy(String account, String id, boolean read) {
    return AccountCopy.newBuilder().setAccount(account).setProviderId(account + "/" + id).setRead(read).build();
  }

  private String type(String externalId) {
    return tenant.rows("select c.type from conversations c join messages m on m.tenant = c.tenant and m.conversation_id = c.id "
        + "where c.tenant = ? and m.external_id = ?", tenant.tenant(), externalId).getFirst().get(0, String.class);
  }

  private long conversation(String externalId) {
    return tenant.rows("select conversation_id from messages where tenant = ? and external_id = ?", tenant.tenant(), externalId)
        .getFirst().get(0, Long.class);
  }

  private long unread() {
    return tenant.rows("select sum(unread_count) from conversations where tenant = ?", tenant.tenant()).getFirst().get(0, Long.class);
  }
}
