package io.tributary.service.database;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The service's database. Its login role has no rights of its own: every transaction takes a role, and in a tenant's transaction
 * row-level security shows that tenant's rows only. Nested calls as the same role (and tenant) join the running transaction.
 *
 * <p>Errors come as Spring's {@code DataAccessException}s with the driver's exception, and so the SQLSTATE, as their cause.
 */
public final class Database {

  private final DSLContext jooq;
  private final TransactionTemplate transaction;
  private final String name;

  /** @param name the database's name, which its roles begin with */
  Database(DSLContext jooq, TransactionTemplate transaction, String name) {
    this.jooq = jooq;
    this.transaction = transaction;
    this.name = name;
  }

  /** One transaction as {@code <name>_api}, in which only the tenant's rows exist: for what a web request does. */
  public <T extends @Nullable Object> T inTenant(String tenant, Function<DSLContext, T> work) {
    if (tenant.isBlank()) {
      throw new IllegalArgumentException("A tenant's transaction needs a tenant.");
    }
    return inTransaction(new Identity(name + "_api", tenant), work);
  }

  /** One transaction as {@code <name>_worker}, which sees every tenant's rows, so its SQL names the tenant: for listeners and workers. */
  public <T extends @Nullable Object> T asWorker(Function<DSLContext, T> work) {
    return inTransaction(new Identity(name + "_worker", ""), work);
  }

  /** {@link #inTenant} without a result. */
  public void runInTenant(String tenant, Consumer<DSLContext> work) {
    this.<@Nullable Void>inTenant(tenant, sql -> {
      work.accept(sql);
      return null;
    });
  }

  /** {@link #asWorker} without a result. */
  public void runAsWorker(Consumer<DSLContext> work) {
    this.<@Nullable Void>asWorker(sql -> {
      work.accept(sql);
      return null;
    });
  }

  private <T extends @Nullable Object> T inTransaction(Identity identity, Function<DSLContext, T> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      joining(identity);
      return work.apply(jooq);
    }
    return transaction.<T>execute(_ -> {
      // One round trip; both settings end with the transaction.
      jooq.select(
              DSL.function("set_config", String.class, DSL.inline("role"), DSL.val(identity.role()), DSL.inline(true)),
              DSL.function("set_config", String.class, DSL.inline("app.tenant"), DSL.val(identity.tenant()), DSL.inline(true)))
          .fetch();
      TransactionSynchronizationManager.bindResource(this, identity);
      try {
        return work.apply(jooq);
      } finally {
        TransactionSynchronizationManager.unbindResource(this);
      }
    });
  }

  private void joining(Identity identity) {
    var running = TransactionSynchronizationManager.getResource(this);
    if (!Objects.equals(running, identity)) {
      throw new IllegalStateException("A transaction as %s runs already; one as %s cannot be part of it. End the first before."
          .formatted(running, identity));
    }
  }

  /** Who a transaction is. */
  private record Identity(String role, String tenant) {

    @Override
    public String toString() {
      return tenant.isEmpty() ? role : role + " of tenant " + tenant;
    }
  }
}
