package io.tributary.participants.known;

import io.tributary.participants.rows.Columns;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;

/** The identifiers of people who were erased, kept as HMACs with a key of the tenant's own: enough to know them again, and no more. */
public final class ErasedIdentities {

  private static final String KEYS = """
      select tenant, erasure_key from privacy_settings where tenant = any(?::text[]) and erasure_key is not null""";

  private static final String FIND = """
      select tenant, hash from erased_identities e join unnest(?::text[], ?::text[]) as x (tenant, hash) using (tenant, hash)""";

  private static final String WRITE = """
      insert into erased_identities (tenant, hash)
      select * from unnest(?::text[], ?::text[])
      on conflict do nothing""";

  private record Hashed(String tenant, String hash) {}

  private final DSLContext db;

  public ErasedIdentities(DSLContext db) {
    this.db = db;
  }

  /** Those of them that are erased people's. Costs one statement where the tenants have erased nobody. */
  public Set<TenantIdentity> among(Collection<TenantIdentity> identities) {
    var tenants = identities.stream().map(TenantIdentity::tenant).distinct().toArray(String[]::new);
    Map<String, byte[]> keys = db.fetch(KEYS, (Object) tenants).stream()
        .collect(Collectors.toMap(row -> row.get(0, String.class), row -> row.get(1, byte[].class)));
    if (keys.isEmpty()) {
      return Set.of();
    }
    var byHash = new HashMap<Hashed, TenantIdentity>();
    identities.stream().filter(identity -> keys.containsKey(identity.tenant())).forEach(identity ->
        byHash.put(new Hashed(identity.tenant(), hash(Objects.requireNonNull(keys.get(identity.tenant())), identity)), identity));
    var erased = new HashSet<TenantIdentity>();
    db.fetch(FIND, Columns.of(byHash.keySet()).text(Hashed::tenant).text(Hashed::hash).bindings())
        .forEach(row -> erased.add(byHash.get(new Hashed(row.get(0, String.class), row.get(1, String.class)))));
    return erased;
  }

  /** @param key the tenant's */
  public void remember(byte[] key, Collection<TenantIdentity> identities) {
    var hashed = new ArrayList<Hashed>();
    new TreeSet<>(identities).forEach(identity -> hashed.add(new Hashed(identity.tenant(), hash(key, identity))));
    db.execute(WRITE, Columns.of(hashed).text(Hashed::tenant).text(Hashed::hash).bindings());
  }

  private static String hash(byte[] key, TenantIdentity identity) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      var text = identity.identity().kind() + '|' + identity.identity().value();
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
