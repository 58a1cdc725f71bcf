package io.tributary.participants.links;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two transactions that meet, one held open while the other runs: neither may miss what the other writes. */
@ResolverTest
class TwoTransactionsIT {

  private static final String ADA = "ada@acme.test";

  @Autowired private Resolver resolver;
  @Autowired private DSLContext asLogin;

  @Test
  void aRecordThatComesWhileItsCommunicationIsStored() {
    var tenant = resolver.ofNewTenant();

    oneWhileTheOther(tenant, () -> tenant.observe(Mail.from(ADA)), () -> tenant.apply(record(1).email(ADA)));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void aCommunicationThatComesWhileItsRecordIsStored() {
    var tenant = resolver.ofNewTenant();

    oneWhileTheOther(tenant, () -> tenant.apply(record(1).email(ADA)), () -> tenant.observe(Mail.from(ADA)));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void aCommunicationThatComesWhileItsRecordLetsGo() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));

    oneWhileTheOther(tenant, () -> tenant.apply(record(1).version(2)), () -> tenant.observe(Mail.from(ADA)));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
  }

  @Test
  void twoRecordsThatTakeTheSameAddress() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(ADA));

    oneWhileTheOther(tenant, () -> tenant.apply(record(1).email(ADA)), () -> tenant.apply(record(2).email(ADA)));

    assertThat(tenant.link(ADA)).isEqualTo("AMBIGUOUS 1,2");
  }

  @Test
  void twoBatchesThatShowTheSameMail() {
    var tenant = resolver.ofNewTenant();

    oneWhileTheOther(tenant,
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
    oneWhileTheOther(tenant,
        () -> tenant.observe(Mail.from("eve@home.test").id("b").references("a", "c")),
        () -> tenant.observe(Mail.from("kim@home.test").id("d").inReplyTo("c")));

    assertThat(tenant.rows("select distinct conversation_id from messages where tenant = ?", tenant.tenant())).hasSize(1);
    assertThat(tenant.rows("select message_count from conversations where tenant = ? and merged_into is null", tenant.tenant())
        .getValues(0, Long.class)).containsExactly(4L);
  }

  @Test
  void ranksThatChangeWhileACommunicationIsStored() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA), record(9).company().email(ADA));

    oneWhileTheOther(tenant, () -> tenant.observe(Mail.from(ADA)), () -> tenant.rank(1, "contacts", "companies"));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  /** Runs the second until it waits for the first, whose transaction has done all but commit. */
  private void oneWhileTheOther(Resolver tenant, Runnable first, Runnable second) {
    var blocked = new CompletableFuture<Void>();
    tenant.database().runAsWorker(_ -> {
      first.run();
      Thread.ofVirtual().start(() -> {
        try {
          second.run();
          blocked.complete(null);
        } catch (RuntimeException e) {
          blocked.completeExceptionally(e);
        }
      });
      await().until(() -> CompletableFuture.supplyAsync(this::waiting).join() > 0);
      assertThat(blocked).isNotDone();
    });
    assertThat(blocked).succeedsWithin(Duration.ofSeconds(20));
  }

  private int waiting() {
    return asLogin.fetch("select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").size();
  }
}
