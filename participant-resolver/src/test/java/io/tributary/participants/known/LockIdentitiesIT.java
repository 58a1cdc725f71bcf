package io.tributary.participants.known;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.resolve.Identity;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ResolverTest
class LockIdentitiesIT {

  private static final String WAITING = "select count(*) from pg_locks where not granted and locktype = 'transactionid' and transactionid::text = ?";
  private static final String HELD = "select count(*) from identities where tenant = ?";

  @Autowired private Resolver all;

  @Test
  void whoeverWaitsForAnIdentityThatIsLetGoHoldsItAfterwards() throws Exception {
    // Given an erasure holds one of two identities, which was known before: whoever comes next finds its row and waits for it
    var tenant = all.ofNewTenant();
    var ada = new TenantIdentity(tenant.tenant(), new Identity("EMAIL", "ada@acme.test"));
    var eve = new TenantIdentity(tenant.tenant(), new Identity("EMAIL", "eve@acme.test"));
    tenant.database().runAsWorker(db -> LockIdentities.lock(db, List.of(ada)));
    try (var threads = Executors.newSingleThreadExecutor()) {
      var waiter = tenant.database().asWorker(db -> {
        LockIdentities.lock(db, List.of(ada));
        var other = CompletableFuture.supplyAsync(() -> lockAndCount(tenant, List.of(ada, eve), Set.of(ada, eve)), threads);
        awaitWaitingFor(db, tenant);

        // When
        LockIdentities.forget(db, List.of(ada));
        return other;
      });

      // Then
      assertThat(waiter.get(60, SECONDS)).as("rows that whoever waited holds").isEqualTo(2);
    }
  }

  @Test
  void whoDoesNotWantAnIdentityAloneDoesNotWaitForOthersWhoDoNot() {
    var tenant = all.ofNewTenant();
    var ada = new TenantIdentity(tenant.tenant(), new Identity("EMAIL", "ada@acme.test"));
    tenant.database().runAsWorker(db -> LockIdentities.lock(db, List.of(ada)));

    var beside = tenant.database().asWorker(db -> {
      LockIdentities.lock(db, List.of(ada), Set.of());
      return CompletableFuture.supplyAsync(() -> lockAndCount(tenant, List.of(ada), Set.of()), Thread::startVirtualThread).orTimeout(60, SECONDS).join();
    });

    assertThat(beside).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoWantsAnIdentityAloneWaitsForOthersAndTheyForThem(boolean aloneFirst) throws Exception {
    var tenant = all.ofNewTenant();
    var ada = new TenantIdentity(tenant.tenant(), new Identity("EMAIL", "ada@acme.test"));
    tenant.database().runAsWorker(db -> LockIdentities.lock(db, List.of(ada)));

    var waiter = tenant.database().asWorker(db -> {
      LockIdentities.lock(db, List.of(ada), aloneFirst ? Set.of(ada) : Set.of());
      var other = CompletableFuture.supplyAsync(() -> lockAndCount(tenant, List.of(ada), aloneFirst ? Set.of() : Set.of(ada)), Thread::startVirtualThread);
      awaitWaitingFor(db, tenant);
      assertThat(other).isNotDone();
      return other;
    });

    assertThat(waiter.get(60, SECONDS)).isEqualTo(1);
  }

  private static void awaitWaitingFor(DSLContext db, Resolver tenant) {
    var transaction = db.fetchSingle("select pg_current_xact_id()::xid::text").get(0, String.class);
    await().atMost(60, SECONDS).until(() -> tenant.rows(WAITING, transaction).getFirst().get(0, Integer.class) > 0);
  }

  private static int lockAndCount(Resolver tenant, List<TenantIdentity> identities, Set<TenantIdentity> alone) {
    return tenant.database().asWorker(db -> {
      LockIdentities.lock(db, identities, alone);
      return held(db, tenant);
    });
  }

  private static int held(DSLContext db, Resolver tenant) {
    return db.fetchSingle(HELD, tenant.tenant()).get(0, Integer.class);
  }
}
