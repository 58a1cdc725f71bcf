package io.tributary.participants.links;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Overlap;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.UntilStored;
import io.tributary.participants.privacy.ClearData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Two transactions that meet, one held open while the other runs: neither may miss what the other writes. */
@ResolverTest
class TwoTransactionsIT {

  private static final String ADA = "ada@acme.test";
  private static final String BOB = "bob@home.test";

  @Autowired private Resolver resolver;
  @Autowired private Overlap overlap;
  @Autowired private ClearData clear;

  @Test
  void aRecordThatComesWhileItsCommunicationIsStored() {
    var tenant = resolver.ofNewTenant();

    overlap.oneWhileTheOther(() -> tenant.observe(Mail.from(ADA)), () -> tenant.apply(record(1).email(ADA)));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void aCommunicationThatComesWhileItsRecordIsStored() {
    var tenant = resolver.ofNewTenant();

    overlap.oneWhileTheOther(() -> tenant.apply(record(1).email(ADA)), () -> tenant.observe(Mail.from(ADA)));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void aCommunicationThatComesWhileItsRecordLetsGo() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));

    overlap.oneWhileTheOther(() -> tenant.apply(record(1).version(2)), () -> tenant.observe(Mail.from(ADA)));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
  }

  @Test
  void aRecordThatLetsGoWhileACommunicationIsStored() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));

    overlap.oneWhileTheOther(() -> tenant.observe(Mail.from(ADA)), () -> tenant.apply(record(1).version(2)));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
  }

  @Test
  void aCommunicationThatComesWhileItsRecordTakesAnotherAddress() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));

    overlap.oneWhileTheOther(() -> tenant.apply(record(1).version(2).email(BOB)), () -> tenant.observe(Mail.from(ADA).to(BOB)));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
    assertThat(tenant.link(BOB)).isEqualTo("LINKED 1");
  }

  @Test
  void aRecordThatTakesAnotherAddressWhileACommunicationIsStored() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));

    overlap.oneWhileTheOther(() -> tenant.observe(Mail.from(ADA).to(BOB)), () -> tenant.apply(record(1).version(2).email(BOB)));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
    assertThat(tenant.link(BOB)).isEqualTo("LINKED 1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAddressThatGoesFromOneRecordToAnother(boolean givesFirst) {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA));
    Runnable gives = () -> tenant.apply(record(1).version(2));
    Runnable takes = () -> tenant.apply(record(2).email(ADA));

    overlap.oneWhileTheOther(givesFirst ? gives : takes, givesFirst ? takes : gives);

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");
  }

  /** The younger one, which goes, is the one that the record meets. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void participantsThatAreJoinedWhileARecordTakesTheirNumber(boolean joinFirst) {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Chat.message(tenant, "a", Chat.LID));
    tenant.observe(Chat.message(tenant, "b", Chat.NUMBER));
    Runnable join = () -> tenant.observe(Chat.message(tenant, "c", Chat.LID, Chat.NUMBER));
    Runnable take = () -> tenant.apply(record(1).phone("+44 20 7946 0018"));

    overlap.oneWhileTheOther(joinFirst ? join : take, joinFirst ? take : join);

    assertThat(tenant.link(Chat.LID.getRaw())).isEqualTo("LINKED 1");
    assertThat(tenant.link(Chat.NUMBER.getRaw())).as("joined to the older one").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void participantsThatAreJoinedWhileTheirRecordIsDeleted(boolean joinFirst) {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).phone("+44 20 7946 0018"));
    tenant.observe(Chat.message(tenant, "a", Chat.LID));
    tenant.observe(Chat.message(tenant, "b", Chat.NUMBER));
    Runnable join = () -> tenant.observe(Chat.message(tenant, "c", Chat.LID, Chat.NUMBER));
    Runnable delete = () -> tenant.apply(record(1).version(2).deleted());

    overlap.oneWhileTheOther(joinFirst ? join : delete, joinFirst ? delete : join);

    assertThat(tenant.link(Chat.LID.getRaw())).isEqualTo("UNLINKED");
    assertThat(tenant.rows("select from participant_links where tenant = ? and status = 'LINKED'", tenant.tenant())).isEmpty();
  }

  /** In another chat, and under a name of theirs that the joining message does not mention: nothing makes the two wait for each other but the participant. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void participantsThatAreJoinedWhileOneOfThemSpeaks(boolean joinFirst) {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Chat.message(tenant, "a", Chat.LID));
    tenant.observe(Chat.message(tenant, "b", Chat.NUMBER, Chat.JID));
    Runnable join = () -> UntilStored.run(() -> tenant.observe(Chat.message(tenant, "c", Chat.LID, Chat.NUMBER)));
    Runnable speak = () -> UntilStored.run(() -> tenant.observe(Chat.in("another chat", Chat.message(tenant, "d", Chat.JID))));

    overlap.oneWhileTheOther(joinFirst ? join : speak, joinFirst ? speak : join);

    assertThat(tenant.rows("select distinct participant_id from message_participants where tenant = ?", tenant.tenant())).hasSize(1);
    assertThat(tenant.rows("select distinct participant_ids from message_facts where tenant = ?", tenant.tenant())).hasSize(1);
    assertThat(tenant.count("message_participants")).isEqualTo(4);
  }

  /** In a chat where both took part, under a name of the older one that the joining message does not mention. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void participantsThatAreJoinedWhileTheOlderOneSpeaks(boolean joinFirst) {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Chat.message(tenant, "a", Chat.LID, Chat.JID));
    tenant.observe(Chat.message(tenant, "b", Chat.NUMBER));
    Runnable join = () -> UntilStored.run(() -> tenant.observe(Chat.in("another chat", Chat.message(tenant, "c", Chat.LID, Chat.NUMBER))));
    Runnable speak = () -> UntilStored.run(() -> tenant.observe(Chat.message(tenant, "d", Chat.JID)));

    overlap.oneWhileTheOther(joinFirst ? join : speak, joinFirst ? speak : join);

    assertThat(tenant.rows("select message_count from conversation_participants where tenant = ? order by 1", tenant.tenant()).getValues(0, Long.class))
        .containsExactly(1L, 3L);
  }

  /** Two messages in two chats that name nothing in common: each equates another alias of one person with somebody older. */
  @Test
  void aParticipantThatIsJoinedToTwoOthersAtOnce() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Chat.in("1", Chat.message(tenant, "a", Chat.OTHER_LID)));
    tenant.observe(Chat.in("2", Chat.message(tenant, "b", Chat.OTHER_NUMBER)));
    tenant.observe(Chat.in("3", Chat.message(tenant, "c", Chat.LID, Chat.NUMBER)));

    overlap.oneWhileTheOther(
        () -> tenant.observe(Chat.in("4", Chat.message(tenant, "d", Chat.LID, Chat.OTHER_LID))),
        () -> UntilStored.run(() -> tenant.observe(Chat.in("5", Chat.message(tenant, "e", Chat.NUMBER, Chat.OTHER_NUMBER)))));

    assertThat(tenant.rows("select id from participants where tenant = ? and merged_into is null", tenant.tenant())).hasSize(1);
    assertThat(tenant.rows("select distinct participant_id from message_participants where tenant = ?", tenant.tenant())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void somebodySpeaksWhileAllTheySaidIsCleared(boolean clearFirst) {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(ADA));
    Runnable clears = () -> clear.clear(tenant.tenant(), null, "test", "anew");
    Runnable speaks = () -> UntilStored.run(() -> tenant.observe(Mail.from(ADA).id("later")));

    overlap.oneWhileTheOther(clearFirst ? clears : speaks, clearFirst ? speaks : clears);

    assertThat(tenant.rows("""
        select from message_participants r join participants p on p.tenant = r.tenant and p.id = r.participant_id
        join participant_links l on l.tenant = p.tenant and l.participant_id = p.id
        where r.tenant = ? and p.erased_at is null and not l.gone""", tenant.tenant())).hasSize(1);
    assertThat(tenant.count("message_participants")).isEqualTo(1);
  }

  @Test
  void twoRecordsThatTakeTheSameAddress() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(ADA));

    overlap.oneWhileTheOther(() -> tenant.apply(record(1).email(ADA)), () -> tenant.apply(record(2).email(ADA)));

    assertThat(tenant.link(ADA)).isEqualTo("AMBIGUOUS 1,2");
  }

  @Test
  void twoBatchesThatShowTheSameMail() {
    var tenant = resolver.ofNewTenant();

    overlap.oneWhileTheOther(
        () -> tenant.observe(Mail.from(ADA).id("a")),
        () -> tenant.observe(Mail.from(ADA).id("a").account("account-2"), Mail.from(ADA).id("b").inReplyTo("a")));

    assertThat(tenant.count("messages")).isEqualTo(2);
    assertThat(tenant.count("conversations")).isEqualTo(1);
    assertThat(tenant.count("participants")).isEqualTo(1);
  }

  @Test
  void aMailThatComesWhileItsConversationIsMerged() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(ADA).id("a"));
    tenant.observe(Mail.from("bob@home.test").id("c"));

    // The two share no person, only the conversation.
    overlap.oneWhileTheOther(
        () -> tenant.observe(Mail.from("eve@home.test").id("b").references("a", "c")),
        () -> tenant.observe(Mail.from("kim@home.test").id("d").inReplyTo("c")));

    assertThat(tenant.rows("select distinct conversation_id from messages where tenant = ?", tenant.tenant())).hasSize(1);
    assertThat(tenant.rows("select message_count from conversations where tenant = ? and merged_into is null", tenant.tenant())
        .getValues(0, Long.class)).containsExactly(4L);
  }

  /** They meet at the conversation's row alone: whoever waits there has to see who came with the other. */
  @Test
  void twoMailsOfAConversationThatNameNothingInCommon() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(ADA).id("c").references("a", "b"));

    overlap.oneWhileTheOther(
        () -> tenant.observe(Mail.from(BOB).id("d").inReplyTo("a")),
        () -> tenant.observe(Mail.from("kim@globex.test").id("e").inReplyTo("b")));

    var conversation = tenant.rows("select message_count, participant_count from conversations where tenant = ?", tenant.tenant()).getFirst();
    assertThat(conversation.get(0, Long.class)).isEqualTo(3);
    assertThat(conversation.get(1, Long.class)).isEqualTo(3);
  }

  @Test
  void ranksThatChangeWhileACommunicationIsStored() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA), record(9).company().email(ADA));

    overlap.oneWhileTheOther(() -> tenant.observe(Mail.from(ADA)), () -> tenant.rank(1, "contacts", "companies"));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }
}
