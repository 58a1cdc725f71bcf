package io.tributary.participants.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.AccountCopy;
import io.tributary.events.BulkClass;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.EmailHints;
import io.tributary.events.LearntBy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageRefsTest {

  @Test
  void aMailIsTiedByItsIdsAndItsAccountsThread() {
    var mail = observed(Channel.EMAIL, CommunicationKind.EMAIL, "m3")
        .setEmail(EmailHints.newBuilder().setReferences(List.of("m1", "m2")).setInReplyTo("m2").setProviderThread("7").setBulk(BulkClass.NONE).build());

    assertThat(MessageRefs.of(mail.build())).containsExactlyInAnyOrder("m:m3", "m:m1", "m:m2", "t:account|7");
  }

  @Test
  void aOneToOneChatIsItsAccountsOwnAndAGroupIsNot() {
    var direct = observed(Channel.WHATSAPP, CommunicationKind.MESSAGE, "x").setChat("chat").build();
    var group = observed(Channel.WHATSAPP, CommunicationKind.MESSAGE, "x").setChat("chat").setGroup(true).build();

    assertThat(MessageRefs.of(direct)).containsExactly("c:WHATSAPP|account|chat");
    assertThat(MessageRefs.of(group)).containsExactly("c:WHATSAPP|chat");
  }

  @Test
  void aCallIsAConversationOfItsOwn() {
    assertThat(MessageRefs.of(observed(Channel.CALL, CommunicationKind.CALL, "call-1").build())).containsExactly("c:CALL|call-1");
  }

  @Test
  void whatIsTooLongForAnIndexIsHashed() {
    var endless = "x".repeat(100_000);

    assertThat(MessageRefs.of(observed(Channel.EMAIL, CommunicationKind.EMAIL, endless).build()))
        .singleElement().asString().startsWith("sha256:").hasSize(71);
  }

  private static CommunicationObserved.Builder observed(Channel channel, CommunicationKind kind, String id) {
    return CommunicationObserved.newBuilder()
        .setTenant("acme")
        .setChannel(channel)
        .setKind(kind)
        .setExternalId(id)
        .setSentAt(Instant.EPOCH)
        .setCopy(AccountCopy.newBuilder().setAccount("account").setProviderId("p").build())
        .setLearntBy(LearntBy.SYNC)
        .setObservedAt(Instant.EPOCH);
  }
}
