package io.tributary.participants.links;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.CommunicationObserved;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.RecordNow;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.UntilStored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Batches of both paths that name the same people, side by side, each in an order of its own. How often: {@code -Dtributary.rounds=N}. */
@ResolverTest
class ParallelBatchesIT {

  private static final int ROUNDS = Integer.getInteger("tributary.rounds", 6);
  private static final int PEOPLE = 40;
  private static final int AT_ONCE = 6;

  @Autowired private Resolver resolver;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void batchesThatShareTheirPeopleNeverEndInADeadlock(boolean known) throws Exception {
    var random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      var tenant = resolver.ofNewTenant();
      if (known) {
        tenant.observe(IntStream.range(0, PEOPLE).mapToObj(i -> Mail.from(person(i))).toArray(Mail[]::new));
      }
      var batches = new ArrayList<Runnable>();
      for (int batch = 0; batch < AT_ONCE; batch++) {
        var order = shuffled(random);
        var prefix = round + "-" + batch + "-";
        batches.add(batch % 3 == 2
            ? () -> tenant.apply(order.stream().map(i -> record(i).version(1 + Integer.parseInt(prefix.split("-")[1])).email(person(i))).toArray(RecordNow[]::new))
            : () -> tenant.observe(order.stream().map(i -> Mail.from(person(i)).name("Writer " + prefix + i).to(person((i + 7) % PEOPLE)).id(prefix + i)).toArray(Mail[]::new)));
      }

      assertThat(failures(batches)).as("round %d", round).isEmpty();

      assertThat(tenant.count("participants")).isEqualTo(PEOPLE);
      assertThat(IntStream.range(0, PEOPLE).mapToObj(i -> tenant.link(person(i))))
          .containsExactlyElementsOf(IntStream.range(0, PEOPLE).mapToObj(i -> "LINKED " + i).toList());
    }
  }

  @Test
  void participantsThatAreJoinedFromBothEndsNeverEndInADeadlock() throws Exception {
    var random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      var tenant = resolver.ofNewTenant();
      var chats = new ArrayList<Runnable>();
      for (int batch = 0; batch < AT_ONCE; batch++) {
        var which = batch % 3;
        var id = round + "-" + batch;
        var order = shuffled(random);
        chats.add(() -> tenant.observe(order.stream().limit(10).map(i -> switch (which) {
          case 0 -> inItsOwn(Chat.message(tenant, id + "-" + i, Chat.LID));
          case 1 -> inItsOwn(Chat.message(tenant, id + "-" + i, Chat.NUMBER));
          default -> inItsOwn(Chat.message(tenant, id + "-" + i, Chat.NUMBER, Chat.LID));
        }).toArray(CommunicationObserved[]::new)));
      }
      chats.add(() -> tenant.apply(record(1).phone(Chat.NUMBER.getRaw())));

      assertThat(failures(chats)).as("round %d", round).isEmpty();

      assertThat(tenant.rows("select id from participants where tenant = ? and merged_into is null", tenant.tenant())).hasSize(1);
      assertThat(tenant.rows("select record_id from participant_links where tenant = ? and status = 'LINKED' and not gone", tenant.tenant())
          .getValues(0, Long.class)).containsExactly(1L);
    }
  }

  /**
   * Conversations that are merged from both ends may deadlock: which refs a conversation has is known only when it is locked. PostgreSQL ends one of
   * the two, the starter gives it again, and what is stored is the same.
   */
  @Test
  void conversationsThatAreMergedFromBothEndsAreOneInTheEnd() throws Exception {
    var random = new Random(3);
    for (int round = 0; round < ROUNDS; round++) {
      var tenant = resolver.ofNewTenant();
      tenant.observe(Mail.from("us@ours.test").id("m0"));
      var batches = new ArrayList<Runnable>();
      for (int batch = 0; batch < AT_ONCE; batch++) {
        var order = shuffled(random);
        var writer = "writer-" + batch + "@acme.test";
        var prefix = batch + "-";
        batches.add(() -> UntilStored.run(() -> tenant.observe(order.stream()
            .map(i -> Mail.from(writer).to("us@ours.test").id(prefix + i).references("m" + i, "m" + (i + 1) % PEOPLE)).toArray(Mail[]::new))));
      }

      assertThat(failures(batches)).as("round %d", round).isEmpty();

      assertThat(tenant.rows("select distinct conversation_id from messages where tenant = ?", tenant.tenant())).hasSize(1);
      assertThat(tenant.rows("select message_count from conversations where tenant = ? and merged_into is null", tenant.tenant())
          .getValues(0, Long.class)).containsExactly(1L + PEOPLE * AT_ONCE);
      assertThat(tenant.rows("select sum(message_count) from conversation_participants where tenant = ?", tenant.tenant()).getValues(0, Long.class))
          .as("all but the first have a sender and an addressee").containsExactly(1L + 2 * PEOPLE * AT_ONCE);
    }
  }

  private static CommunicationObserved inItsOwn(CommunicationObserved message) {
    return Chat.in(message.getExternalId(), message);
  }

  private static List<Integer> shuffled(Random random) {
    var order = new ArrayList<>(IntStream.range(0, PEOPLE).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }

  private static String person(int i) {
    return "p" + i + "@acme.test";
  }

  /** Runs them at once, each on a connection of its own. */
  private static List<String> failures(List<Runnable> batches) throws InterruptedException {
    var threads = ConcurrentHashMap.<Thread>newKeySet();
    var start = new CyclicBarrier(batches.size());
    var running = new ArrayList<Future<?>>();
    try (var executor = Executors.newFixedThreadPool(batches.size())) {
      batches.forEach(batch -> running.add(executor.submit(() -> {
        threads.add(Thread.currentThread());
        start.await();
        batch.run();
        return null;
      })));
    }
    var failures = new ArrayList<String>();
    for (var one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        failures.add(String.valueOf(e.getCause()));
      }
    }
    assertThat(threads).as("side by side").hasSameSizeAs(batches);
    return failures;
  }
}
