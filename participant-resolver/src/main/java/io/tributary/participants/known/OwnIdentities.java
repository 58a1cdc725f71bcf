package io.tributary.participants.known;

import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** The addresses, numbers and aliases of connected accounts, as stored. */
final class OwnIdentities {

  private static final String ACCOUNTS = "unnest(?::text[], ?::text[], ?::text[]) as x (tenant, channel, account)";

  private static final String FIND = """
      select o.tenant, o.kind, o.value, o.channel, o.account
      from own_identities o join %s using (tenant, channel, account)""".formatted(ACCOUNTS);

  private static final String FORGET = """
      delete from own_identities o using %s
      where o.tenant = x.tenant and o.channel = x.channel and o.account = x.account""".formatted(ACCOUNTS);

  private static final String WRITE = """
      insert into own_identities (tenant, kind, value, channel, account)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
      on conflict do nothing""";

  record Account(String tenant, String channel, String id) {}

  record Own(Account account, Identity identity) {

    TenantIdentity tenantIdentity() {
      return new TenantIdentity(account.tenant(), identity);
    }
  }

  private final DSLContext db;

  OwnIdentities(DSLContext db) {
    this.db = db;
  }

  Set<Own> of(List<Account> accounts) {
    return db.fetch(FIND, columns(accounts)).stream()
        .map(row -> new Own(new Account(row.get(0, String.class), row.get(3, String.class), row.get(4, String.class)),
            new Identity(row.get(1, String.class), row.get(2, String.class))))
        .collect(Collectors.toSet());
  }

  void replace(List<Account> accounts, Collection<Own> own) {
    db.execute(FORGET, columns(accounts));
    db.execute(WRITE, Columns.of(own)
        .text(one -> one.account().tenant()).text(one -> one.identity().kind()).text(one -> one.identity().value())
        .text(one -> one.account().channel()).text(one -> one.account().id()).bindings());
  }

  private static Object[] columns(List<Account> accounts) {
    return Columns.of(accounts).text(Account::tenant).text(Account::channel).text(Account::id).bindings();
  }
}
