package io.tributary.channels.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The webhooks that are registered at UniPile with the key in use: others' too, where several share it. */
public final class UniPileWebhooks {

  private static final int LIMIT = 250;

  /** A list that is longer does not end. */
  private static final int MOST_PAGES = 400;

  /** @param events null for a source that takes none */
  public record Source(String name, @Nullable List<String> events) {}

  public record Header(String key, String value) {

    @Override
    public String toString() {
      return key;
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Wanted(
      String source, @JsonProperty("request_url") String requestUrl, String name, String format,
      @JsonProperty("account_ids") List<String> accounts, List<Header> headers, @Nullable List<String> events) {}

  private record Created(@JsonProperty("webhook_id") @Nullable String id) {}

  private record Listed(@Nullable List<Registered> items, @Nullable String cursor) {}

  private record Registered(String id, @JsonProperty("request_url") @Nullable String requestUrl) {}

  private final UniPile uniPile;

  public UniPileWebhooks(UniPile uniPile) {
    this.uniPile = uniPile;
  }

  /**
   * From now on what happens in the account is sent to the address. Asked for twice, it is sent twice.
   *
   * @throws ProviderFailed also where it may have been registered all the same
   */
  public void register(Source source, String account, String url, List<Header> headers) {
    uniPile.post(
        UniPile.path("webhooks"),
        new Wanted(source.name(), url, "tributary " + source.name(), "json", List.of(account), headers, source.events()), Created.class);
  }

  /** Removes all whose address ends so; there may be none. @throws ProviderFailed if some may be left */
  public void removeThoseTo(String endOfUrl) {
    @Nullable String cursor = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      var listed = list(cursor);
      if (listed.items() != null) {
        listed.items().stream().filter(it -> it.requestUrl() != null && it.requestUrl().endsWith(endOfUrl)).forEach(this::remove);
      }
      cursor = listed.cursor();
      if (cursor == null) {
        return;
      }
    }
    throw new ProviderFailed(ProviderFailure.TRANSIENT, "UniPile's list of webhooks does not end.");
  }

  private Listed list(@Nullable String cursor) {
    var path = UniPile.path("webhooks").queryParam("limit", LIMIT);
    return cursor == null
        ? uniPile.get(path, Map.of(), Listed.class)
        : uniPile.get(path.queryParam("cursor", "{cursor}"), Map.of("cursor", cursor), Listed.class);
  }

  private void remove(Registered webhook) {
    try {
      uniPile.delete(UniPile.path("webhooks", "{id}"), Map.of("id", webhook.id()));
    } catch (ProviderFailed failed) {
      if (failed.failure() != ProviderFailure.GONE) {
        throw failed;
      }
    }
  }
}
