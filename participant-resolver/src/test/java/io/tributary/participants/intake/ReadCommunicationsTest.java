package io.tributary.participants.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import io.tributary.events.TrustEvents;
import io.tributary.service.kafka.Received;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadCommunicationsTest {

  static {
    TrustEvents.once();
  }

  @Test
  void whatHappenedInAChatIsNoMessageOfIt() {
    var read = ReadCommunications.of(List.of(
        observed("joined", CommunicationKind.EVENT), observed("hello", CommunicationKind.MESSAGE), observed("called", CommunicationKind.EVENT)));

    assertThat(read).extracting(message -> message.key().externalId()).containsExactly("hello");
  }

  private static Received<CommunicationObserved> observed(String id, CommunicationKind kind) {
    var event = CommunicationObserved.newBuilder()
        .setTenant("acme")
        .setChannel(Channel.WHATSAPP)
        .setKind(kind)
        .setExternalId(id)
        .setChat("chat")
        .setSentAt(Instant.EPOCH)
        .setCopy(AccountCopy.newBuilder().setAccount("account").setProviderId(id).build())
        .setLearntBy(LearntBy.SYNC)
        .setObservedAt(Instant.EPOCH)
        .build();
    return new Received<>("communications", 0, 0, "acme|whatsapp|account|chat", event, Instant.EPOCH, Map.of());
  }
}
