package io.tributary.channels.whatsapp;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.unipile.UniPile;
import io.tributary.channels.unipile.UniPileSettings;
import io.tributary.channels.work.SyncDatabase;
import io.tributary.channels.work.SyncFixture;
import io.tributary.events.Identifier;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.server.LoggedCall;
import io.tributary.simulators.unipile.Mode;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/** UniPile's double with one WhatsApp account, and channel sync over it. */
final class WhatsAppWorld implements AutoCloseable {

  static final String OWN = "+493012345678";
  static final Instant FIRST = Instant.parse("2024-05-01T10:00:00Z");

  final UnipileSimulator simulator;
  final Messenger account;
  final WhatsAppChannel channel;
  final SyncFixture<WhatsAppChannel> sync;
  private final UniPile uniPile;

  WhatsAppWorld(Mode mode) {
    simulator = UnipileSimulator.start(UnipileOptions.empty().withMode(mode));
    account = simulator.connect(WhatsAppContact.of("Owner", OWN).withLid("100000000000001"));
    uniPile = new UniPile(new UniPileSettings(
        simulator.uri(), UnipileOptions.DEFAULT_KEY, Duration.ofSeconds(5), Duration.ofSeconds(30), DataSize.ofMegabytes(32), DataSize.ofMegabytes(16)));
    channel = WhatsAppChannel.over(uniPile, SyncDatabase.fresh(), new WhatsAppSettings(Duration.ofHours(24)), Clock.systemUTC());
    sync = new SyncFixture<>(channel);
    sync.connected(account.id());
  }

  ConnectedAccount connected() {
    return new ConnectedAccount(SyncFixture.TENANT, account.id(), Set.of(OWN, "493012345678@s.whatsapp.net"));
  }

  /** Somebody who writes as often, a minute apart, every second message being the owner's. */
  Chat chat(WhatsAppContact with, int messages) {
    var chat = account.chatWith(with);
    for (int i = 0; i < messages; i++) {
      var at = FIRST.plus(Duration.ofMinutes(i));
      if (i % 2 == 0) {
        chat.receive("Message " + i, at);
      } else {
        chat.send("Answer " + i, at);
      }
    }
    return chat;
  }

  /** As if the last scan of the account's chats had been long ago. */
  void scansAge() {
    sync.database.runAsWorker(db -> db.execute("update chat_scans set completed_at = completed_at - interval '2 days'"));
  }

  static Identifier phone(String written) {
    return PhoneNumbers.identify(written, null).found().orElseThrow();
  }

  /** Paths of the calls for chats and their people, in order; ids left out. */
  List<String> calls() {
    return simulator.log().stream()
        .map(LoggedCall::path)
        .filter(path -> path.contains("/chat"))
        .map(path -> path.replaceAll("/api/v1/(chats|chat_attendees)(?:/[^/]+)?(/[a-z]+)?$", "$1$2"))
        .toList();
  }

  @Override
  public void close() {
    uniPile.close();
    simulator.close();
  }
}
