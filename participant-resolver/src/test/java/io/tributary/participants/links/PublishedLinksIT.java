package io.tributary.participants.links;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.CommunicationFact;
import io.tributary.events.LinkMethod;
import io.tributary.events.LinkStatus;
import io.tributary.events.ParticipantLink;
import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.kafka.Received;
import io.tributary.service.testing.EventReader;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole way over the broker: in on two topics, out on two. */
@ResolverTest
class PublishedLinksIT {

  @Autowired private Resolver resolver;
  @Autowired private EventPublisher publisher;

  @Test
  void aLinkAndAFactArePublished() {
    var tenant = resolver.ofNewTenant();

    publisher.publish(List.of(
        Outgoing.of(Topics.COMMUNICATIONS, tenant.tenant() + "|email|a", tenant.batch(Mail.from("ada@acme.test").id("a").text("secret"))
            .getFirst().value()),
        Outgoing.of(Topics.RECORD_STATES, tenant.tenant() + "|1", tenant.state(record(1).email("ada@acme.test")))));

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(of(tenant, Topics.PARTICIPANT_LINKS)).last().satisfies(received -> {
      ParticipantLink link = received.value();
      assertThat(link.getStatus()).isEqualTo(LinkStatus.LINKED);
      assertThat(link.getRecordId()).isEqualTo(1);
      assertThat(link.getMethod()).isEqualTo(LinkMethod.EMAIL_MATCH);
      assertThat(link.getConfidence()).isEqualTo(0.95);
      assertThat(received.key()).isEqualTo(tenant.tenant() + "|" + link.getParticipantId());
    }));
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(of(tenant, Topics.COMMUNICATION_FACTS)).singleElement().satisfies(received -> {
      CommunicationFact fact = received.value();
      assertThat(fact.getParticipantIds()).hasSize(1);
      assertThat(fact.toString()).doesNotContain("secret", "ada@");
    }));
  }

  private static <E extends SpecificRecord> List<Received<E>> of(Resolver tenant, Topic<E> topic) {
    return EventReader.all(topic).stream().filter(received -> received.key().startsWith(tenant.tenant() + "|")).toList();
  }
}
