package io.tributary.channels.webhook;

import static io.tributary.channels.jooq.Tables.WEBHOOK_ENDPOINTS;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.channels.Channel;
import io.tributary.channels.jooq.tables.records.WebhookEndpointsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a tenant's webhooks are to be sent. A secret is changed by making another endpoint, registering that, and removing the old one. */
@RestController
@RequestMapping("/api/channels/{channel}/webhooks")
public final class WebhookEndpointsController {

  /**
   * Which events an endpoint is for.
   *
   * @param account those of one account, by the provider's id; or
   * @param allAccounts those of all accounts of the tenant
   * @param connectsNewAccounts only where the provider's key is the tenant's own: else it would report others' accounts too
   */
  record NewEndpoint(
      @Nullable String account,
      @JsonProperty("all_accounts") @Nullable Boolean allAccounts,
      @JsonProperty("connects_new_accounts") @Nullable Boolean connectsNewAccounts) {

    @Nullable String checkedAccount() {
      boolean all = Boolean.TRUE.equals(allAccounts);
      if (account == null ? !all : all || account.isBlank()) {
        throw Problem.invalid("account", "Either the provider's id of one account, or all_accounts: true.");
      }
      return account == null ? null : account.strip();
    }
  }

  /**
   * An endpoint as the API shows it.
   *
   * @param path below the address of the front door
   * @param header the name of the header that the secret is to come in
   * @param secret shown once, when the endpoint is made
   */
  record Shown(
      String id,
      String path,
      String header,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
      @Nullable String account,
      @JsonProperty("connects_new_accounts") boolean connectsNewAccounts,
      @JsonProperty("created_at") Instant createdAt) {}

  private final Channel channel;
  private final Database database;

  WebhookEndpointsController(Channel channel, Database database) {
    this.channel = channel;
    this.database = database;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Shown add(Tenant tenant, @PathVariable("channel") String name, @RequestBody NewEndpoint wanted) {
    mustBeOurs(name);
    var account = wanted.checkedAccount();
    var secret = Secret.random();
    var row = database.inTenant(tenant.id(), db -> db.insertInto(WEBHOOK_ENDPOINTS)
        .set(WEBHOOK_ENDPOINTS.TENANT, tenant.id())
        .set(WEBHOOK_ENDPOINTS.ENDPOINT, Secret.randomText(16))
        .set(WEBHOOK_ENDPOINTS.ACCOUNT, account)
        .set(WEBHOOK_ENDPOINTS.CONNECTS_NEW_ACCOUNTS, Boolean.TRUE.equals(wanted.connectsNewAccounts()))
        .set(WEBHOOK_ENDPOINTS.SECRET_HASH, secret.hash())
        .returning()
        .fetchSingle());
    return shown(row, secret.text());
  }

  @GetMapping
  Page<Shown> list(Tenant tenant, @PathVariable("channel") String name, PageRequest page) {
    mustBeOurs(name);
    var after = page.cursor() == null ? "" : CursorCodec.decode(page.cursor(), 1).getFirst();
    var rows = database.inTenant(tenant.id(), db -> db.selectFrom(WEBHOOK_ENDPOINTS)
        .where(WEBHOOK_ENDPOINTS.TENANT.eq(tenant.id()))
        .and(WEBHOOK_ENDPOINTS.ENDPOINT.gt(after))
        .orderBy(WEBHOOK_ENDPOINTS.ENDPOINT)
        .limit(page.limit() + 1)
        .fetch(row -> shown(row, null)));
    boolean more = rows.size() > page.limit();
    var items = more ? rows.subList(0, page.limit()) : rows;
    return new Page<>(items, more ? CursorCodec.encode(items.getLast().id()) : null);
  }

  @DeleteMapping("/{endpoint}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Tenant tenant, @PathVariable("channel") String name, @PathVariable("endpoint") String endpoint) {
    mustBeOurs(name);
    int removed = database.inTenant(tenant.id(), db -> db.deleteFrom(WEBHOOK_ENDPOINTS)
        .where(WEBHOOK_ENDPOINTS.TENANT.eq(tenant.id()))
        .and(WEBHOOK_ENDPOINTS.ENDPOINT.eq(endpoint))
        .execute());
    if (removed == 0) {
      throw Problem.notFound("webhook endpoint", endpoint);
    }
  }

  private Shown shown(WebhookEndpointsRecord row, @Nullable String secret) {
    return new Shown(
        row.getEndpoint(),
        "/webhooks/unipile/%s/%s".formatted(channel.kind().name().toLowerCase(Locale.ROOT), row.getEndpoint()),
        Secret.HEADER,
        secret,
        row.getAccount(),
        row.getConnectsNewAccounts(),
        row.getCreatedAt().toInstant());
  }

  private void mustBeOurs(String name) {
    if (!channel.kind().name().toLowerCase(Locale.ROOT).equals(name)) {
      throw Problem.notFound("channel", name);
    }
  }
}
