package io.tributary.salesforce.api;

import io.tributary.salesforce.connection.Connection;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.connection.Credentials;
import io.tributary.salesforce.connection.Login;
import io.tributary.salesforce.connection.TenantOptions;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tenant's organisation. Secrets go in and never come out. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/api/salesforce/connection")
final class ConnectionController {

  /** @param domain My Domain, {@code login}, {@code test} or a whole URL */
  record Wanted(@Nullable String domain, @Nullable Login login, @Nullable Credentials credentials, @Nullable TenantOptions options) {}

  /** What may be seen of a connection. */
  record View(URI loginUrl, Login login, @Nullable String clientId, @Nullable String username, TenantOptions options) {

    static View of(Connection connection) {
      var credentials = connection.credentials();
      return new View(connection.loginUrl(), connection.login(), credentials.clientId(), credentials.username(), connection.options());
    }
  }

  private final Connections connections;
  private final AllowedHosts hosts;

  ConnectionController(Connections connections, AllowedHosts hosts) {
    this.connections = connections;
    this.hosts = hosts;
  }

  @PutMapping
  View put(Tenant tenant, @RequestBody Wanted wanted) {
    if (wanted.domain() == null || wanted.domain().isBlank()) {
      throw Problem.invalid("domain", "The organisation's My Domain is needed, such as acme.my.salesforce.com.");
    }
    if (wanted.credentials() == null || wanted.credentials().clientId() == null) {
      throw Problem.invalid("credentials", "client_id is needed, and client_secret or private_key.");
    }
    var connection = new Connection(
        tenant.id(), hosts.checked(wanted.domain().strip()), wanted.login() == null ? Login.CLIENT_CREDENTIALS : wanted.login(),
        wanted.credentials(), wanted.options() == null ? TenantOptions.NONE : wanted.options());
    try {
      connections.store(connection);
    } catch (IllegalStateException e) {
      throw Problem.unavailable(String.valueOf(e.getMessage()));
    }
    return View.of(connection);
  }

  @GetMapping
  View get(Tenant tenant) {
    return connections.find(tenant.id()).map(View::of).orElseThrow(() -> Problem.notFound("connection of", tenant));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Tenant tenant) {
    if (!connections.forget(tenant.id())) {
      throw Problem.notFound("connection of", tenant);
    }
  }
}
