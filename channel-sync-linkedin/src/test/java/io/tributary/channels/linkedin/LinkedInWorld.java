package io.tributary.channels.linkedin;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.linkedin.profile.LookUpProfile;
import io.tributary.channels.linkedin.profile.LookUpSettings;
import io.tributary.channels.unipile.UniPile;
import io.tributary.channels.unipile.UniPileSettings;
import io.tributary.channels.work.SyncDatabase;
import io.tributary.channels.work.SyncFixture;
import io.tributary.events.Identifier;
import io.tributary.identifiers.LinkedInProfiles;
import io.tributary.service.database.Database;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
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

/** UniPile's double with one account of LinkedIn, and channel sync over it. */
final class LinkedInWorld implements AutoCloseable {

  /** Look-ups an account makes a day. */
  static final int PER_DAY = 5;

  static final Instant FIRST = Instant.parse("2024-05-01T10:00:00Z");

  final UnipileSimulator simulator;
  final Messenger account;
  final Database database = SyncDatabase.fresh();
  final LinkedInChannel channel;
  final SyncFixture<LinkedInChannel> sync;
  private final UniPile uniPile;

  LinkedInWorld(Mode mode) {
    simulator = UnipileSimulator.start(UnipileOptions.empty().withMode(mode));
    account = simulator.connect(LinkedInProfile.of("olivia-owner", "Olivia", "Owner"));
    uniPile = new UniPile(new UniPileSettings(
        simulator.uri(), UnipileOptions.DEFAULT_KEY, Duration.ofSeconds(5), Duration.ofSeconds(30), DataSize.ofMegabytes(32), DataSize.ofMegabytes(16)));
    database.runAsWorker(db -> db.execute("delete from linkedin_look_ups"));
    channel = LinkedInChannel.over(uniPile, database, lookUps(), Clock.systemUTC());
    sync = new SyncFixture<>(channel);
    sync.connected(account.id());
  }

  /** As one replica has it: nothing in memory is shared with the others. */
  LookUpProfile lookUps() {
    return new LookUpProfile(uniPile, database, new LookUpSettings(PER_DAY, Duration.ofDays(30), Duration.ofMinutes(2)));
  }

  ConnectedAccount connected() {
    return connected(account);
  }

  ConnectedAccount connected(Messenger messenger) {
    return new ConnectedAccount(SyncFixture.TENANT, messenger.id(), Set.of("olivia-owner"));
  }

  static Identifier profile(String url) {
    return LinkedInProfiles.identify(url).found().orElseThrow();
  }

  /** How often LinkedIn was asked who somebody is, by the provider's own count. */
  long asked() {
    return simulator.calls().byPath().getOrDefault("GET /api/v1/users/{identifier}", 0L);
  }

  /** Paths of the calls for people and their chats, in order; ids left out. */
  List<String> calls() {
    return simulator.log().stream()
        .map(LoggedCall::path)
        .filter(path -> path.contains("/chat") || path.contains("/users/") && !path.endsWith("/me"))
        .map(path -> path.replaceAll("/api/v1/(chats|chat_attendees|users)(?:/[^/]+)?(/[a-z]+)?$", "$1$2"))
        .toList();
  }

  @Override
  public void close() {
    uniPile.close();
    simulator.close();
  }
}
