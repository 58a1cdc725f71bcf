package io.tributary.participants.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever the order in which events arrive, however often, in whatever batches: the end is the same. More sequences with
 * {@code -Dtributary.properties.sequences=…}; a failure names its seed.
 */
@ResolverTest
class AnyOrderIT {

  private static final int SEQUENCES = Integer.getInteger("tributary.properties.sequences", 6);
  private static final int ORDERS = 3;
  private static final int CONSUMERS = 4;

  /** Without ids, which are given in the order of arrival. */
  private static final String PARTICIPANTS = """
      select string_agg(distinct a.kind || ':' || a.value, ' ' order by a.kind || ':' || a.value) as who, l.status, l.record_id, l.secondary_record_id,
        l.method, l.confidence, l.candidates, l.candidate_reasons, l.reason,
        (select string_agg(n.words::text, ' ' order by n.words) from participant_names n where n.tenant = p.tenant and n.participant_id = p.id) as names,
        (select string_agg(i.kind || ':' || i.value, ' ' order by i.kind, i.value) from participant_identities i
          where i.tenant = p.tenant and i.participant_id = p.id) as identities
      from participants p
      join participant_aliases a on a.tenant = p.tenant and a.participant_id = p.id
      join participant_links l on l.tenant = p.tenant and l.participant_id = p.id
      where p.tenant = ? and p.merged_into is null
      group by p.tenant, p.id, l.tenant, l.participant_id
      order by who""";

  private static final String CONVERSATIONS = """
      select string_agg(m.external_id || ' ' || m.direction || ' ' || m.bulk, ', ' order by m.external_id) as messages, c.message_count, c.bulk_count,
        c.participant_count, c.unread_count
      from conversations c join messages m on m.tenant = c.tenant and m.conversation_id = c.id
      where c.tenant = ? and c.merged_into is null
      group by c.tenant, c.id order by messages""";

  private static final String ROLES = """
      select m.external_id, r.role, string_agg(distinct a.value, ' ' order by a.value) as who
      from messages m join message_participants r on r.tenant = m.tenant and r.message_id = m.id
      join participant_aliases a on a.tenant = r.tenant and a.participant_id = r.participant_id
      where m.tenant = ? group by m.external_id, r.role, r.participant_id order by 1, 2, 3""";

  private static final String FACTS = """
      select m.external_id, m.received_at, f.direction, f.bulk, cardinality(f.participant_ids) as people
      from messages m left join message_facts f on f.tenant = m.tenant and f.message_id = m.id
      where m.tenant = ? order by m.external_id""";

  @Autowired private Resolver all;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEQUENCES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theEndIsTheSame(long seed) {
    // Given
    var sequence = new EventSequence(seed);
    var asItHappened = all.ofNewTenant();
    sequence.deliver(asItHappened);
    var expected = end(asItHappened);
    assertThat(expected).contains("LINKED").contains("EMAIL:");

    for (int order = 1; order <= ORDERS; order++) {
      // When
      var otherwise = all.ofNewTenant();
      sequence.deliverOtherwise(otherwise, new Random(seed * 1_000 + order));

      // Then
      assertThat(end(otherwise)).as("sequence %d in order %d", seed, order).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theEndIsTheSameWhenBatchesAreStoredSideBySide(long seed) throws Exception {
    // Given
    var sequence = new EventSequence(seed);
    var asItHappened = all.ofNewTenant();
    sequence.deliver(asItHappened);

    for (int order = 1; order <= ORDERS; order++) {
      // When
      var sideBySide = all.ofNewTenant();
      sequence.deliverSideBySide(sideBySide, new Random(seed * 1_000 + order), CONSUMERS);

      // Then
      assertThat(end(sideBySide)).as("sequence %d in order %d", seed, order).isEqualTo(end(asItHappened));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatPeopleDecideHoldsBeforeAndAfterWhateverChanges(long seed) {
    var sequence = new EventSequence(seed);
    var atTheEnd = all.ofNewTenant();
    sequence.deliverAndDecide(atTheEnd);
    var expected = end(atTheEnd);

    for (int order = 1; order <= ORDERS; order++) {
      var inBetween = all.ofNewTenant();
      sequence.decideInBetween(inBetween, new Random(seed * 1_000 + order));
      assertThat(end(inBetween)).as("sequence %d in order %d", seed, order).isEqualTo(expected);
    }
  }

  private static String end(Resolver tenant) {
    return tenant.rows(PARTICIPANTS, tenant.tenant()).formatCSV() + tenant.rows(CONVERSATIONS, tenant.tenant()).formatCSV()
        + tenant.rows(ROLES, tenant.tenant()).formatCSV() + tenant.rows(FACTS, tenant.tenant()).formatCSV();
  }
}
