package io.tributary.system;

import static java.util.stream.Collectors.toSet;

import io.tributary.local.check.AwaitQuiet;
import io.tributary.local.feed.FeedContacts;
import io.tributary.local.feed.FrontDoor;
import io.tributary.local.feed.UniPileAccounts;
import io.tributary.local.process.Children;
import io.tributary.local.stack.DataFolder;
import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Progress;
import io.tributary.local.stack.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The stack of {@code ./tributary up} over the sample mail, with its mailboxes connected and records of the test's own. */
final class RunningSystem implements AutoCloseable {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Path SAMPLE = HOME.resolve("deploy/simulators/src/main/resources/sample-mail/mailboxes");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Children children;
  private final LocalStack stack;
  private final Progress progress;
  private final FrontDoor frontDoor;
  private final UniPileAccounts provider;

  private RunningSystem(Children children, LocalStack stack, Progress progress) {
    this.children = children;
    this.stack = stack;
    this.progress = progress;
    this.frontDoor = frontDoorFor(FeedContacts.TENANT);
    this.provider = new UniPileAccounts(stack.simulators().uniPileUrl(), Simulators.API_KEY);
  }

  /** @param csv lines of records, the header first */
  static RunningSystem start(Path folder, List<String> csv) throws Exception {
    var data = new DataFolder(folder);
    var children = new Children(data.pids());
    var progress = new Progress(System.err);
    try {
      var stack = LocalStack.start(children, data, HOME, SAMPLE, progress);
      var system = new RunningSystem(children, stack, progress);
      system.feed(folder.resolve("records.csv"), csv);
      return system;
    } catch (Exception e) {
      children.killAll();
      throw e;
    }
  }

  FrontDoor frontDoor() {
    return frontDoor;
  }

  /** @param scopes besides that of the API */
  FrontDoor frontDoorFor(String tenant, String... scopes) {
    var all = Stream.concat(Stream.of("api"), Stream.of(scopes)).collect(toSet());
    return new FrontDoor(stack.frontDoor(), () -> stack.key().token(tenant, "journey", all, Duration.ofMinutes(10)));
  }

  UniPileAccounts provider() {
    return provider;
  }

  /** How many webhooks are registered at the provider. */
  int webhooks() {
    return atProvider().get().uri("/api/v1/webhooks?limit=250").retrieve().requiredBody(JsonNode.class).path("items").size();
  }

  /** Somebody sends this to the mailbox, and the provider tells whoever has registered. */
  void deliver(String mailbox, String mail) {
    atProvider().post().uri("/_control/accounts/{id}/mails", mailbox).body(mail).retrieve().toBodilessEntity();
  }

  private RestClient atProvider() {
    return RestClient.builder().baseUrl(stack.simulators().uniPileUrl()).defaultHeader("X-API-KEY", Simulators.API_KEY).build();
  }

  String bootstrapServers() {
    return stack.infrastructure().broker().bootstrapServers();
  }

  String registryUrl() {
    return stack.infrastructure().registry().url();
  }

  /** Waits until no part has anything left to do. */
  void awaitQuiet() throws InterruptedException {
    if (!new AwaitQuiet(stack, progress).within(PATIENCE)) {
      throw new AssertionError("The system is not quiet after " + PATIENCE + "; what is open stands above.");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stack.stop();
    } finally {
      children.killAll();
    }
  }

  private void feed(Path file, List<String> csv) throws Exception {
    Files.write(file, csv);
    new FeedContacts(frontDoor, provider, progress::say).feed(file);
    awaitQuiet();
  }
}
