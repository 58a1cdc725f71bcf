package io.tributary.channels.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.service.secrets.ProviderAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The webhooks that are registered at UniPile with the key in use: others' too, where several share it. Each method is one call. */
public final class UniPileWebhooks {

  private static final int LIMIT = 250;

  /** @param events null for a source that takes none */
  public record Source(String name, @Nullable List<String> events) {}

  public record Header(String key, String value) {

    @Override
    public String toString() {
      return key;
    }
  }

  /**
   * A webhook as it is listed; of which source it is, the list does not say.
   *
   * @param accounts empty for all
   * @param events null where the list does not say
   */
  public record Registered(String id, String url, Set<String> accounts, boolean enabled, @Nullable List<String> events) {}

  /** @param cursor of the next page; null on the last one */
  public record Page(List<Registered> webhooks, @Nullable String cursor) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Wanted(
      String source, @JsonProperty("request_url") String requestUrl, String name, String format,
      @JsonProperty("account_ids") List<String> accounts, List<Header> headers, @Nullable List<String> events) {}

  private record Created(@JsonProperty("webhook_id") @Nullable String id) {}

  private record Listed(@Nullable List<Item> items, @Nullable String cursor) {}

  private record AccountRef(String id) {}

  private record Item(
      String id, @JsonProperty("request_url") @Nullable String requestUrl, @JsonProperty("account_ids") @Nullable List<AccountRef> accounts,
      @Nullable Boolean enabled, @Nullable List<String> events) {

    Registered registered() {
      var ids = accounts == null ? Set.<String>of() : accounts.stream().map(AccountRef::id).collect(Collectors.toUnmodifiableSet());
      return new Registered(id, requestUrl == null ? "" : requestUrl, ids, enabled == null || enabled, events);
    }
  }

  private final UniPile uniPile;

  public UniPileWebhooks(UniPile uniPile) {
    this.uniPile = uniPile;
  }

  /** Those that are registered with this access. */
  public UniPileWebhooks with(ProviderAccess access) {
    return new UniPileWebhooks(uniPile.with(access));
  }

  /**
   * From now on what happens in the account is sent to the address. Asked for twice, it is sent twice.
   *
   * @return the webhook's id
   * @throws ProviderFailed also where it may have been registered all the same
   */
  public String register(Source source, String account, String url, List<Header> headers) {
    var created = uniPile.post(
        UniPile.path("webhooks"),
        new Wanted(source.name(), url, "tributary " + source.name(), "json", List.of(account), headers, source.events()), Created.class);
    if (created.id() == null) {
      throw new ProviderFailed(ProviderFailure.CALLER_BUG, "UniPile does not say under which id it registered a webhook.");
    }
    return created.id();
  }

  /** @param cursor null for the first page */
  public Page page(@Nullable String cursor) {
    var path = UniPile.path("webhooks").queryParam("limit", LIMIT);
    var listed = cursor == null
        ? uniPile.get(path, Map.of(), Listed.class)
        : uniPile.get(path.queryParam("cursor", "{cursor}"), Map.of("cursor", cursor), Listed.class);
    return new Page(listed.items() == null ? List.of() : listed.items().stream().map(Item::registered).toList(), listed.cursor());
  }

  /** There may be none of that id. */
  public void remove(String id) {
    try {
      uniPile.delete(UniPile.path("webhooks", "{id}"), Map.of("id", id));
    } catch (ProviderFailed failed) {
      if (failed.failure() != ProviderFailure.GONE) {
        throw failed;
      }
    }
  }
}
