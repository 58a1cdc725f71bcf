package io.tributary.connectors.slack;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.poll.KnownPeople;
import io.tributary.connectors.poll.Person;
import io.tributary.service.database.Database;
import java.util.Collection;
import java.util.Map;

/** Who Slack's user ids are: asked once each, then remembered. */
final class SlackPeople {

  private final KnownPeople known;
  private final SlackApi api;

  SlackPeople(Database database, ConnectionKey key, SlackApi api) {
    this.known = new KnownPeople(database, key);
    this.api = api;
  }

  /** By id, all of them. */
  Map<String, Person> of(Collection<String> users) {
    return known.of(users, this::ask);
  }

  private Person ask(String user) {
    try {
      var found = api.user(user).user();
      if (found == null || found.profile() == null) {
        return Person.unknown(user);
      }
      var shown = found.profile().displayName();
      var name = shown == null || shown.isBlank() ? (found.realName() == null ? found.name() : found.realName()) : shown;
      return new Person(user, name, found.profile().email());
    } catch (PollFailed failed) {
      if (failed.failure() == PollFailure.ITEM_GONE) {
        return Person.unknown(user);
      }
      throw failed;
    }
  }
}
