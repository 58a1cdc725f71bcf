package io.tributary.participants.intake;

import static io.tributary.participants.Chat.LID;
import static io.tributary.participants.Chat.NUMBER;
import static io.tributary.participants.Chat.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.RecordNow;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** On WhatsApp one person is known by a number and by a LID, until the provider says that they are the same. */
@ResolverTest
class JoinParticipantsIT {

  @Autowired private Resolver resolver;

  @Test
  void theOlderSurvivesWithAllThatTheYoungerHad() {
    // Given
    var tenant = resolver.ofNewTenant();
    tenant.apply(RecordNow.record(1).phone("+44 20 7946 0018"));
    tenant.observe(message(tenant, "a", LID));
    tenant.observe(message(tenant, "b", NUMBER), message(tenant, "c", NUMBER));
    assertThat(tenant.link(LID.getRaw())).isEqualTo("UNLINKED");
    assertThat(tenant.link(NUMBER.getRaw())).isEqualTo("LINKED 1");

    // When
    tenant.observe(message(tenant, "d", LID, NUMBER));

    // Then
    assertThat(tenant.link(LID.getRaw())).as("the older one, which has the number now").isEqualTo("LINKED 1");
    assertThat(tenant.link(NUMBER.getRaw())).as("gone").isEmpty();
    assertThat(tenant.rows("select count(distinct participant_id), count(*) from message_participants where tenant = ?", tenant.tenant())
        .getFirst().intoList()).containsExactly(1L, 4L);
    assertThat(tenant.rows("select message_count from conversation_participants where tenant = ?", tenant.tenant()).getValues(0, Long.class))
        .containsExactly(4L);
    assertThat(tenant.rows("select count(distinct participant_ids) from message_facts where tenant = ?", tenant.tenant()).getFirst().get(0))
        .isEqualTo(1L);
    assertThat(tenant.rows("select gone from participant_links where tenant = ? and gone", tenant.tenant())).hasSize(1);
  }

  @Test
  void whatPeopleForbadeOfEitherHoldsForBoth() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(RecordNow.record(1).phone("+44 20 7946 0018"));
    tenant.observe(message(tenant, "a", LID));
    tenant.observe(message(tenant, "b", NUMBER));
    tenant.decide(NUMBER.getRaw(), 1, "FORBIDDEN");

    tenant.observe(message(tenant, "c", NUMBER, LID));

    assertThat(tenant.link(LID.getRaw())).isEqualTo("UNLINKED");
  }

  @Test
  void twoManualLinksMakeItAmbiguous() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(RecordNow.record(1), RecordNow.record(2));
    tenant.observe(message(tenant, "a", LID));
    tenant.observe(message(tenant, "b", NUMBER));
    tenant.decide(LID.getRaw(), 2, "LINKED");
    tenant.decide(NUMBER.getRaw(), 1, "LINKED");

    tenant.observe(message(tenant, "c", NUMBER, LID));

    assertThat(tenant.link(LID.getRaw())).isEqualTo("AMBIGUOUS 1,2");
  }
}
