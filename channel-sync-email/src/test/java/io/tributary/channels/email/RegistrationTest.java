package io.tributary.channels.email;

import static org.awaitility.Awaitility.await;

import io.tributary.channels.testing.PublicDoor;
import io.tributary.channels.testing.RunningService;
import io.tributary.events.Channel;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.secrets.Vault;
import io.tributary.service.testing.TestTokens;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import io.tributary.simulators.webhook.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** A service with a public address, keys to open tenants' own access with, and UniPile in two places: one is the service's, one a tenant's. */
@TributaryTest(database = "email_sync", properties = {
  "tributary.channel.webhooks.look-out=50ms",
  "tributary.channel.webhooks.first-look=10ms",
  "tributary.channel.passes.every=3650d",
  "tributary.channel.registration.compare-every=3650d",
  "tributary.channel.worker.look-out=50ms"
})
abstract class RegistrationTest {

  static final Duration LONG = Duration.ofSeconds(60);
  static final String OTHERS_KEY = "the-tenants-own";
  private static final int MAILBOXES = 20;
  private static final Path MAILS = mails();
  static final UnipileSimulator SIMULATOR = UnipileSimulator.start(UnipileOptions.over(MAILS));
  static final UnipileSimulator OTHER = UnipileSimulator.start(UnipileOptions.over(MAILS).withKey(OTHERS_KEY));
  private static final PublicDoor DOOR = PublicDoor.open();
  private static final AtomicInteger TAKEN = new AtomicInteger();

  @Autowired Vault vault;
  @Autowired EventPublisher publisher;
  @Autowired Database database;
  @LocalServerPort private int port;

  String tenant;
  String owner;
  String account;
  RunningService service;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("tributary.unipile.url", () -> SIMULATOR.uri().toString());
    properties.add("tributary.channel.registration.public-url", () -> DOOR.address() + "/");
  }

  /** A tenant and a mailbox of its own each time. */
  @BeforeEach
  void connected() {
    DOOR.leadsTo(port);
    tenant = "t-" + UUID.randomUUID();
    owner = ownerOf(TAKEN.incrementAndGet());
    account = SIMULATOR.accountOf(owner);
    service = new RunningService(Channel.EMAIL, tenant, publisher, port);
  }

  final void awaitRegistered() {
    await().atMost(LONG).until(this::isRegistered);
  }

  final boolean isRegistered() {
    return number(
        "select count(*) from webhook_registrations r join webhook_endpoints e on e.tenant = r.tenant and e.endpoint = r.endpoint "
            + "where r.tenant = ? and r.url is not null") == 1;
  }

  /** For the account, at the service's own UniPile. */
  final List<Webhook> registered() {
    return registeredAt(SIMULATOR);
  }

  final List<Webhook> registeredAt(UnipileSimulator provider) {
    return provider.webhooks().all().stream().filter(it -> it.accounts().contains(account)).toList();
  }

  /** An account that no tenant ever connects. */
  static String nobodysAccount() {
    return SIMULATOR.accountOf(ownerOf(TAKEN.incrementAndGet()));
  }

  /** Where the provider would send something for an endpoint of that name. */
  static String publicUrl(String endpoint) {
    return DOOR.address() + "/webhooks/unipile/email/" + endpoint;
  }

  final long number(String select) {
    return database.asWorker(db -> db.fetchSingle(select, tenant).get(0, Long.class));
  }

  final RestClient http() {
    return RestClient.builder().baseUrl("http://127.0.0.1:" + port).defaultHeader("Authorization", "Bearer " + TestTokens.of(tenant)).build();
  }

  private static String ownerOf(int mailbox) {
    if (mailbox > MAILBOXES) {
      throw new IllegalStateException("More mailboxes are needed: there are " + MAILBOXES);
    }
    return "r" + mailbox + "@own.example";
  }

  private static Path mails() {
    try {
      var folder = new MailboxFolder(Files.createTempDirectory("mailboxes-"));
      for (int i = 1; i <= MAILBOXES; i++) {
        folder.mail(ownerOf(i), "old" + i + "@example.org", Instant.parse("2024-05-01T10:00:00Z"), "bob@example.org", ownerOf(i));
      }
      return folder.root();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
