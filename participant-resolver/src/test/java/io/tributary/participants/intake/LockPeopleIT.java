package io.tributary.participants.intake;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.known.LockIdentities;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ResolverTest
class LockPeopleIT {

  private static final String ADA = "ada@acme.test";
  private static final String EVE = "eve@acme.test";
  private static final String WAITING = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

  @Autowired private Resolver all;
  @Autowired private DSLContext asLogin;

  @Test
  void whoIsKnownIsSharedAndWhoIsNewIsHeldAlone() {
    var tenant = all.ofNewTenant();
    tenant.observe(Mail.from(ADA));
    var people = afterItsTurn(tenant, ADA);

    var alone = tenant.database().asWorker(db -> people.lock(db, mails(tenant, Mail.from(ADA).to(EVE))));

    assertThat(alone).containsExactly(identity(tenant, EVE));
  }

  /** What is locked first of her: her domain, or the one above it. */
  @ParameterizedTest
  @ValueSource(strings = {"ada@acme.test", "ada@mail.acme.test"})
  void whoWaitsToHaveSomebodyAloneIsNotPassedForEver(String ada) {
    // Given a batch shares Ada, and a record waits to have her domain alone
    var tenant = all.ofNewTenant();
    tenant.observe(Mail.from(ada));
    var sharing = afterItsTurn(tenant, ada);
    var order = new CopyOnWriteArrayList<String>();
    var both = tenant.database().asWorker(db -> {
      sharing.lock(db, mails(tenant, Mail.from(ada)));
      var record = later(tenant, order, "record", worker -> LockIdentities.lock(worker, List.of(domain(tenant))));
      awaitWaiting(1);

      // When the batch comes whose turn it is to share nothing
      var turn = later(tenant, order, "turn", worker -> new LockPeople().lock(worker, mails(tenant, Mail.from(ada))));
      awaitWaiting(2);
      return CompletableFuture.allOf(record, turn);
    });

    // Then
    assertThat(both).succeedsWithin(60, SECONDS);
    assertThat(order).containsExactly("record", "turn");
  }

  private static CompletableFuture<Void> later(Resolver tenant, List<String> order, String name, Consumer<DSLContext> lock) {
    return CompletableFuture.runAsync(() -> tenant.database().runAsWorker(db -> {
      lock.accept(db);
      order.add(name);
    }), Thread::startVirtualThread);
  }

  private void awaitWaiting(int count) {
    await().atMost(60, SECONDS).until(() -> CompletableFuture.supplyAsync(() -> asLogin.fetch(WAITING).size(), Thread::startVirtualThread).join() >= count);
  }

  /** The first batch holds all of its alone. */
  private static LockPeople afterItsTurn(Resolver tenant, String known) {
    var people = new LockPeople();
    tenant.database().runAsWorker(db -> people.lock(db, mails(tenant, Mail.from(known))));
    return people;
  }

  private static List<Observed> mails(Resolver tenant, Mail... mails) {
    return ReadCommunications.of(tenant.batch(mails));
  }

  private static TenantIdentity domain(Resolver tenant) {
    return new TenantIdentity(tenant.tenant(), new Identity(Identity.DOMAIN, "acme.test"));
  }

  private static TenantIdentity identity(Resolver tenant, String address) {
    return new TenantIdentity(tenant.tenant(), new Identity("EMAIL", address));
  }
}
