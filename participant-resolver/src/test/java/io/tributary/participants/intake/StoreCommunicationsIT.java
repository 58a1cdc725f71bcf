package io.tributary.participants.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.participants.Mail;
import io.tributary.participants.RecordNow;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.service.kafka.UnprocessableEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ResolverTest
class StoreCommunicationsIT {

  @Autowired private Resolver resolver;

  @Test
  void theSameBatchTwiceChangesNothing() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(RecordNow.record(1).email("ada@acme.test"));
    var batch = new Mail[] {
        Mail.from("ada@acme.test").to("bob@home.test").cc("list@acme.test").id("a"),
        Mail.from("bob@home.test").to("ada@acme.test").inReplyTo("a").list("list@acme.test").thread("t")
    };
    tenant.observe(batch);
    var before = tenant.everything();

    tenant.observe(batch);
    tenant.observe(batch[1], batch[0], batch[1]);

    assertThat(tenant.everything()).isEqualTo(before).contains("LINKED");
  }

  @Test
  void aBatchOfFiveHundredWithDuplicatesStoresEachOnce() {
    var tenant = resolver.ofNewTenant();
    var mails = new ArrayList<Mail>();
    for (int i = 0; i < 500; i++) {
      // 125 mails, each seen twice in either of two accounts
      var mail = Mail.from("p" + i % 25 + "@acme.test").to("bob@home.test").id("m" + i % 125).account("account-" + i % 2);
      mails.add(i % 125 < 25 ? mail : mail.inReplyTo("m" + (i % 125 - 25)));
    }
    Collections.shuffle(mails, new Random(1));

    tenant.observe(mails.toArray(Mail[]::new));

    assertThat(tenant.count("messages")).isEqualTo(125);
    assertThat(tenant.count("message_copies")).isEqualTo(250);
    assertThat(tenant.count("conversations")).isEqualTo(25);
    assertThat(tenant.count("participants")).isEqualTo(26);
    assertThat(tenant.rows("select message_count from conversations where tenant = ?", tenant.tenant()).getValues(0, Long.class))
        .hasSize(25).containsOnly(5L);
  }

  @Test
  void theNumberOfStatementsDoesNotGrowWithTheBatch() {
    var one = statements(resolver.ofNewTenant(), 1);
    var many = statements(resolver.ofNewTenant(), 300);

    assertThat(many).isEqualTo(one).isLessThan(36);
  }

  @Test
  void recordsThatNobodyMeetsAreNotRead() {
    // Given young tables, of which the planner knows nothing
    var tenant = resolver.ofNewTenant();
    tenant.apply(IntStream.rangeClosed(1, 3000).mapToObj(id -> RecordNow.record(id).email("r" + id + "@acme.test")).toArray(RecordNow[]::new));
    var batch = ReadCommunications.of(tenant.batch(
        IntStream.rangeClosed(1, 500).mapToObj(i -> Mail.from("r" + 10 * i + "@acme.test").to("p" + i + "@home.test")).toArray(Mail[]::new)));

    // When
    long read = tenant.database().asWorker(db -> {
      var before = rowsRead(db);
      StoreCommunications.store(db, new LockPeople(), batch);
      return rowsRead(db) - before;
    });

    // Then

    assertThat(tenant.link("r10@acme.test")).isEqualTo("LINKED 10");
    assertThat(read).as("rows read of records and their identities, of which 300 are met").isLessThan(2000);
  }

  @Test
  void whoTakesPartAsSeveralIsStoredAsSeveralAndCountedOnce() {
    var tenant = resolver.ofNewTenant();

    tenant.observe(Mail.from("ada@acme.test").to("bob@home.test").cc("ada@acme.test").bcc("eve@home.test").id("a"));

    assertThat(tenant.rows("""
        select p.handle, string_agg(mp.role, ',' order by mp.role), max(cp.message_count)
        from participants p join message_participants mp on mp.tenant = p.tenant and mp.participant_id = p.id
        join conversation_participants cp on cp.tenant = p.tenant and cp.participant_id = p.id
        where p.tenant = ? group by 1 order by 1""", tenant.tenant()))
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactly(tuple("ada@acme.test", "CC,FROM", 1L), tuple("bob@home.test", "TO", 1L), tuple("eve@home.test", "BCC", 1L));
    assertThat(tenant.rows("select cardinality(participant_ids) from message_facts where tenant = ?", tenant.tenant()).getFirst().get(0))
        .isEqualTo(3);
  }

  @Test
  void anotherAccountsCopyAddsWhatItShows() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from("ada@acme.test").to("bob@home.test").id("a").text(null));

    tenant.observe(Mail.from("ada@acme.test").to("bob@home.test").bcc("eve@home.test").id("a").account("account-2").text("Dear all"));

    assertThat(tenant.count("messages")).isEqualTo(1);
    assertThat(tenant.count("message_copies")).isEqualTo(2);
    assertThat(tenant.count("message_participants")).isEqualTo(3);
    assertThat(tenant.rows("select text from messages where tenant = ?", tenant.tenant()).getFirst().get(0)).isEqualTo("Dear all");
    assertThat(tenant.rows("select version, cardinality(participant_ids) from message_facts where tenant = ?", tenant.tenant()).getFirst().intoList())
        .containsExactly(2L, 3);
  }

  @Test
  void aContentThatIsThereIsNotOverwritten() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from("ada@acme.test").id("a").text("first"));

    tenant.observe(Mail.from("ada@acme.test").id("a").text("second"));

    assertThat(tenant.rows("select text from messages where tenant = ?", tenant.tenant()).getFirst().get(0)).isEqualTo("first");
  }

  @Test
  void endlessIdsAndOddTextsAreStored() {
    var tenant = resolver.ofNewTenant();
    var endless = "x".repeat(50_000);

    tenant.observe(
        Mail.from("x".repeat(240) + "@acme.test").id(endless).references(endless + "1").account(endless).text("a\tb\n\"{c,d}\" \\ NULL ? {0} \uD83D\uDE00"),
        Mail.from("ada@acme.test").id("big").text("y".repeat(256 * 1024)).subject("{}"));

    assertThat(tenant.count("messages")).isEqualTo(2);
    assertThat(tenant.rows("select text from messages where tenant = ? and external_id <> 'big'", tenant.tenant()).getFirst().get(0))
        .isEqualTo("a\tb\n\"{c,d}\" \\ NULL ? {0} \uD83D\uDE00");
    assertThat(tenant.rows("select length(text) from messages where tenant = ? and external_id = 'big'", tenant.tenant()).getFirst().get(0))
        .isEqualTo(256 * 1024);
  }

  @Test
  void aMessageWithoutAnIdIsRefusedForGood() {
    assertThatThrownBy(() -> resolver.ofNewTenant().observe(Mail.from("ada@acme.test").id(" ")))
        .isInstanceOf(UnprocessableEvent.class).hasMessageContaining("externalId");
  }

  @Test
  void aMailWithoutParticipantsIsStored() {
    var tenant = resolver.ofNewTenant();

    tenant.observe(new Mail().id("undisclosed"));

    assertThat(tenant.count("messages")).isEqualTo(1);
    assertThat(tenant.count("message_facts")).isEqualTo(1);
  }

  private static long rowsRead(DSLContext db) {
    return db.fetchSingle("""
        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint from pg_stat_xact_user_tables
        where relname in ('records', 'record_identities')""").get(0, Long.class);
  }

  private static int statements(Resolver tenant, int mails) {
    var executed = new AtomicInteger();
    var counting = new ExecuteListener() {
      @Override
      public void executeStart(ExecuteContext context) {
        executed.incrementAndGet();
      }
    };
    var observed = new ArrayList<Observed>();
    for (int i = 0; i < mails; i++) {
      observed.addAll(ReadCommunications.of(tenant.batch(Mail.from("p" + i + "@acme.test").to("bob@home.test").id("m" + i))));
    }
    tenant.database().runAsWorker(db -> StoreCommunications.store(
        DSL.using(db.configuration().deriveAppending(counting)), new LockPeople(), List.copyOf(observed)));
    assertThat(tenant.count("messages")).isEqualTo(mails);
    return executed.get();
  }
}
