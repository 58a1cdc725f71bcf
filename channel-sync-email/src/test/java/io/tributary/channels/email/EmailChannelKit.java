package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.MessagePage;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.Search;
import io.tributary.channels.testing.ChannelContract;
import io.tributary.channels.testing.ChannelWorld;
import io.tributary.channels.unipile.UniPile;
import io.tributary.channels.unipile.UniPileSettings;
import io.tributary.events.BulkClass;
import io.tributary.events.Identifier;
import io.tributary.simulators.unipile.Mode;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The e-mail channel against UniPile's simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmailChannelKit implements ChannelContract {

  private static final String OWNER = "owner@own.example";
  private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  private static final int MAILS = 300;

  private final Mode mode;
  private UnipileSimulator simulator;
  private UniPile uniPile;
  private EmailChannel channel;

  EmailChannelKit(Mode mode) {
    this.mode = mode;
  }

  @BeforeAll
  void start(@TempDir Path mail) {
    var folder = new MailboxFolder(mail);
    for (int i = 0; i < MAILS; i++) {
      folder.mail(OWNER, "m" + i + "@example.org", FIRST.plusSeconds(60L * i), "Ada <Ada@Example.org>", OWNER);
    }
    folder.mail(OWNER, "list@example.org", FIRST, "\"B, Bob\" <bob+tag@example.com>", "dev@lists.example.org, " + OWNER,
        "Cc: Carol.C@gmail.com", "List-Id: <dev.lists.example.org>", "List-Post: <mailto:dev@lists.example.org>",
        "In-Reply-To: <m1@example.org>", "References: <m0@example.org> <m1@example.org>", "Reply-To: dev@lists.example.org");
    simulator = UnipileSimulator.start(UnipileOptions.over(mail).withMode(mode));
    uniPile = new UniPile(new UniPileSettings(
        simulator.uri(), UnipileOptions.DEFAULT_KEY, Duration.ofSeconds(5), Duration.ofSeconds(30), DataSize.ofMegabytes(32), DataSize.ofMegabytes(16)));
    channel = new EmailChannel(new Mailboxes(uniPile), Clock.systemUTC());
  }

  @AfterAll
  void stop() {
    uniPile.close();
    simulator.close();
  }

  @Override
  public ChannelWorld world() {
    return new ChannelWorld(
        channel, account(), List.of("ada@example.org", "ADA@example.org"), MAILS, FIRST.plusSeconds(60L * 99 + 30), MAILS - 100, "no-such-account");
  }

  @Test
  void anAccountsOwnAddressIsItsOwners() {
    assertThat(channel.profile(account().id()).own()).extracting(Identifier::getCanonical).contains(OWNER);
  }

  @Test
  void aPlusSignOfAnAddressIsLookedForAsItStands() {
    assertThat(page("bob+tag@example.com").messages()).hasSize(1);
    assertThat(page("bob tag@example.com").messages()).isEmpty();
  }

  @Test
  void aListsMailSaysWhatItIsAndWhatItAnswers() {
    var event = page("bob+tag@example.com").messages().getFirst();

    assertThat(event.getEmail().getBulk()).isEqualTo(BulkClass.LIST);
    assertThat(event.getEmail().getListAddress()).isEqualTo("dev@lists.example.org");
    assertThat(event.getEmail().getInReplyTo()).isEqualTo("m1@example.org");
    assertThat(event.getEmail().getReferences()).containsExactly("m0@example.org", "m1@example.org");
    assertThat(event.getParticipants()).extracting(it -> it.getAliases().getFirst().getCanonical())
        .containsExactly("bob+tag@example.com", "dev@lists.example.org", OWNER, "carolc@gmail.com");
    assertThat(event.getText().getText()).contains("Hello.");
  }

  @Test
  void aWrongKeyIsOurMistakeAndNotTheAccounts() {
    try (var wrong = new UniPile(new UniPileSettings(
        simulator.uri(), "wrong", Duration.ofSeconds(5), Duration.ofSeconds(30), DataSize.ofMegabytes(32), DataSize.ofMegabytes(16)))) {
      assertThatThrownBy(() -> new Mailboxes(wrong).profile(account().id()))
          .isInstanceOfSatisfying(ProviderFailed.class, it -> assertThat(it.failure()).isEqualTo(ProviderFailure.CALLER_BUG));
    }
  }

  private MessagePage page(String address) {
    return channel.page(new Search(account(), 66, List.of(address), null, null));
  }

  private ConnectedAccount account() {
    return new ConnectedAccount("acme", simulator.accountOf(OWNER), Set.of(OWNER));
  }
}
