package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.channels.testing.RunningService;
import io.tributary.content.CutText;
import io.tributary.content.SentDates;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.events.JobStatus;
import io.tributary.events.SyncJob;
import io.tributary.events.Text;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.mail.Mailboxes;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One mailbox with mails broken in every way beside a good one: what becomes of each. See {@link BrokenMails} for more of them. */
@TributaryTest(database = "email_sync", properties = "tributary.channel.worker.look-out=50ms")
class BrokenMailIT {

  private static final String OWNER = "owner@broken.example";
  private static final String GOOD = "good@broken.example";
  private static final int ADDRESSES_A_RECORD = 20;
  private static final Path FOLDER = folder();
  private static final int BROKEN = BrokenMails.into(FOLDER.resolve(OWNER));
  private static final UnipileSimulator SIMULATOR = UnipileSimulator.start(UnipileOptions.over(FOLDER));

  @Autowired private EventPublisher publisher;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("tributary.unipile.url", () -> SIMULATOR.uri().toString());
  }

  @Test
  void everyMailIsPublishedButThoseThatNobodyCanBeAskedFor() {
    var mails = Mailboxes.in(FOLDER).getFirst().mails();
    assertThat(mails).as("one a file").hasSize(BROKEN + 2);
    var service = new RunningService(Channel.EMAIL, "broken-mail", publisher, port);
    service.connect(SIMULATOR.accountOf(OWNER));

    var records = recordsOf(mails);
    for (int record = 1; record <= records.size(); record++) {
      service.changed(record, 1, null, records.get(record - 1).toArray(Identifier[]::new));
    }
    await().atMost(Duration.ofMinutes(5)).untilAsserted(
        () -> assertThat(service.jobs()).filteredOn(it -> it.getStatus() == JobStatus.COMPLETED).hasSameSizeAs(records));

    assertThat(service.jobs()).extracting(SyncJob::getError).containsOnlyNulls();
    assertThat(service.jobs()).filteredOn(it -> it.getStatus() == JobStatus.COMPLETED && it.getSkipped() > 0)
        .extracting(SyncJob::getSkippedWhy).as("left out, and why").containsExactly(Map.of("draft", 1L));
    var published = service.communications();
    // A mail may be found for several records.
    assertThat(published.stream().map(it -> Objects.requireNonNull(it.getCopy()).getProviderId()).distinct())
        .containsExactlyInAnyOrderElementsOf(mails.stream().filter(mail -> addressOf(mail).isPresent() && !mail.role().equals("drafts")).map(Mail::providerId).toList());
    assertThat(mails).filteredOn(mail -> addressOf(mail).isEmpty()).as("mails without an address").isNotEmpty();
    assertThat(published).extracting(CommunicationObserved::getExternalId).contains(GOOD);
    assertThat(published).allSatisfy(BrokenMailIT::fitsEveryConsumer);
  }

  /** What a database or another service would stumble over. */
  private static void fitsEveryConsumer(CommunicationObserved mail) {
    assertThat(mail.getExternalId()).isNotBlank().doesNotContain("\0");
    assertThat(mail.getSubject() == null ? "" : mail.getSubject()).doesNotContain("\0");
    assertThat(textOf(mail.getText())).doesNotContain("\0").satisfies(text -> assertThat(CutText.bytesOf(text)).isLessThanOrEqualTo(CutText.TEXT_BYTES));
    assertThat(textOf(mail.getHtml())).doesNotContain("\0").satisfies(text -> assertThat(CutText.bytesOf(text)).isLessThanOrEqualTo(CutText.HTML_BYTES));
    assertThat(mail.getSentAt()).isEqualTo(SentDates.bounded(mail.getSentAt()));
    assertThat(mail.getParticipants()).allSatisfy(it -> assertThat(it.getAliases().getFirst().getCanonical()).contains("@").doesNotContain("\0"));
  }

  private static String textOf(@Nullable Text text) {
    return text == null ? "" : text.getText();
  }

  private static List<List<Identifier>> recordsOf(List<Mail> mails) {
    var addresses = new LinkedHashMap<String, Identifier>();
    mails.stream().flatMap(mail -> addressOf(mail).stream()).forEach(address -> addresses.putIfAbsent(address.getRaw(), address));
    var left = List.copyOf(addresses.values());
    var records = new ArrayList<List<Identifier>>();
    for (int i = 0; i < left.size(); i += ADDRESSES_A_RECORD) {
      records.add(left.subList(i, Math.min(left.size(), i + ADDRESSES_A_RECORD)));
    }
    return records;
  }

  /** The first by which a mail can be asked for. */
  private static Optional<Identifier> addressOf(Mail mail) {
    return Stream.concat(mail.from().stream(), mail.recipients().stream()).sorted()
        .filter(address -> address.indexOf(',') < 0)
        .flatMap(address -> EmailAddresses.identify(address).found().stream())
        .findFirst();
  }

  private static Path folder() {
    try {
      var folder = Files.createTempDirectory("broken-mail-");
      new MailboxFolder(folder).mail(OWNER, GOOD, Instant.parse("2024-05-01T10:00:00Z"), "Ada <ada@example.org>", OWNER);
      new MailboxFolder(folder.resolve(OWNER)).mail("Drafts", "draft@broken.example", Instant.EPOCH, OWNER, "Ada <ada@example.org>");
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
