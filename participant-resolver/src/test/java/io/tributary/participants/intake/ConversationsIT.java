package io.tributary.participants.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@ResolverTest
class ConversationsIT {

  @Autowired private Resolver resolver;

  /** a ← b ← c by reference, c ← e by an id that nobody has; d stands alone. */
  private static Mail mail(char name) {
    var mail = Mail.from("ada@acme.test").to("bob@home.test").id(String.valueOf(name)).subject("Re: hello").at(name - 'a');
    return switch (name) {
      case 'b' -> mail.inReplyTo("a");
      case 'c' -> mail.references("a0", "b", "missing");
      case 'e' -> mail.inReplyTo("missing");
      default -> mail;
    };
  }

  static Stream<List<Character>> ordersOfFive() {
    var orders = new ArrayList<List<Character>>();
    permute(new ArrayList<>(List.of('a', 'b', 'c', 'd', 'e')), 0, orders);
    return orders.stream();
  }

  @ParameterizedTest
  @MethodSource("ordersOfFive")
  void anyOrderOfArrivalMakesTheSameConversations(List<Character> order) {
    var tenant = resolver.ofNewTenant();

    order.forEach(name -> tenant.observe(mail(name)));

    assertThat(conversations(tenant)).containsExactlyInAnyOrder(Set.of("a", "b", "c", "e"), Set.of("d"));
    assertWhole(tenant);
  }

  @Test
  void anyBatchesOfAnyOrderMakeTheSameConversations() {
    // Given many threads, each a random tree in which every mail names its parent
    var random = new Random(42);
    var mails = new ArrayList<Mail>();
    var expected = new HashSet<Set<String>>();
    for (int thread = 0; thread < 12; thread++) {
      var ids = new ArrayList<String>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        var mail = Mail.from("ada@acme.test").to("p" + random.nextInt(9) + "@home.test").id(thread + "." + i).at(random.nextInt(9999));
        mails.add(i == 0 ? mail : mail.references(ids.get(random.nextInt(ids.size()))));
        ids.add(thread + "." + i);
      }
      expected.add(Set.copyOf(ids));
    }
    for (int round = 0; round < 8; round++) {
      var tenant = resolver.ofNewTenant();
      Collections.shuffle(mails, random);

      // When
      for (int from = 0; from < mails.size(); ) {
        int to = Math.min(mails.size(), from + 1 + random.nextInt(20));
        tenant.observe(mails.subList(from, to).toArray(Mail[]::new));
        from = to;
      }

      // Then
      assertThat(conversations(tenant)).isEqualTo(expected);
      assertWhole(tenant);
    }
  }

  @Test
  void theOlderSurvivesAndIsPointedTo() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(mail('a'));
    tenant.observe(mail('c').subject("third"));
    tenant.observe(mail('e'));
    tenant.observe(mail('d'));

    tenant.observe(mail('b'));

    assertThat(tenant.rows("select merged_into is null, count(*), min(subject) from conversations where tenant = ? group by 1 order by 1", tenant.tenant()))
        .extracting(row -> row.get(0), row -> row.get(1)).containsExactly(
            tuple(false, 1L), tuple(true, 2L));
    assertThat(tenant.rows("""
        select min(o.id) = max(c.merged_into) from conversations c join conversations o on o.tenant = c.tenant
        where c.tenant = ? and c.merged_into is not null""", tenant.tenant()).getFirst().get(0)).isEqualTo(true);
  }

  @Test
  void aProvidersThreadJoinsWithinItsAccountOnly() {
    var tenant = resolver.ofNewTenant();

    tenant.observe(
        mail('a').thread("t1").account("one"), mail('d').thread("t1").account("one"), mail('f').thread("t1").account("other"), mail('g'));

    assertThat(conversations(tenant)).containsExactlyInAnyOrder(Set.of("a", "d"), Set.of("f"), Set.of("g"));
  }

  @Test
  void aSubjectNeverJoins() {
    var tenant = resolver.ofNewTenant();

    tenant.observe(mail('x').subject("Re: hello"), mail('y').subject("Re: hello"));

    assertThat(conversations(tenant)).hasSize(2);
  }

  private static Set<Set<String>> conversations(Resolver tenant) {
    return tenant.rows("select conversation_id, external_id from messages where tenant = ?", tenant.tenant())
        .stream()
        .collect(Collectors.groupingBy(
            row -> row.get("conversation_id", Long.class), Collectors.mapping(row -> row.get("external_id", String.class), Collectors.toSet())))
        .values().stream().collect(Collectors.toSet());
  }

  /** Whatever was counted and noted on the way stands as if it were counted now. */
  private static void assertWhole(Resolver tenant) {
    assertThat(tenant.rows("""
        select c.id from conversations c
        cross join lateral (
          select count(*) as messages, min(m.sent_at) as first_at, max(m.sent_at) as last_at
          from messages m where m.tenant = c.tenant and m.conversation_id = c.id) counted
        where c.tenant = ? and c.merged_into is null
          and (c.message_count, c.first_message_at, c.last_message_at) is distinct from (messages, first_at, last_at)""",
        tenant.tenant())).as("miscounted conversations").isEmpty();
    assertThat(tenant.rows("""
        select c.id from conversations c join conversations into_ on into_.tenant = c.tenant and into_.id = c.merged_into
        where c.tenant = ? and (into_.merged_into is not null or into_.id > c.id)""", tenant.tenant())).as("merged into no survivor").isEmpty();
    assertThat(tenant.rows("""
        select r.ref from conversation_refs r left join conversations c on c.tenant = r.tenant and c.id = r.conversation_id and c.merged_into is null
        where r.tenant = ? and c.id is null""", tenant.tenant())).as("refs of no conversation").isEmpty();
    assertThat(tenant.rows("""
        select * from (
          select conversation_id, participant_id, message_count from conversation_participants where tenant = ?) as stored
        full join (
          select m.conversation_id, p.participant_id, count(distinct m.id) as message_count
          from messages m join message_participants p on p.tenant = m.tenant and p.message_id = m.id where m.tenant = ? group by 1, 2) as counted
        using (conversation_id, participant_id, message_count)
        where stored is null or counted is null""", tenant.tenant(), tenant.tenant())).as("miscounted participants").isEmpty();
    assertThat(tenant.rows("""
        select m.id from messages m left join message_facts f on f.tenant = m.tenant and f.message_id = m.id and f.conversation_id = m.conversation_id
        where m.tenant = ? and f.message_id is null""", tenant.tenant())).as("facts of other conversations").isEmpty();
  }

  private static void permute(List<Character> names, int from, List<List<Character>> into) {
    if (from == names.size()) {
      into.add(List.copyOf(names));
    }
    for (int i = from; i < names.size(); i++) {
      Collections.swap(names, from, i);
      permute(names, from + 1, into);
      Collections.swap(names, from, i);
    }
  }
}
