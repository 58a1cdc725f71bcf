package io.tributary.channels.linkedin.profile;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.NotAsked;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.unipile.Refused;
import io.tributary.channels.unipile.UniPile;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds out who is behind a LinkedIn address. That is the one call which reaches LinkedIn itself, so it is made once for each account and
 * person, and only while the account has look-ups left for the day.
 */
public final class LookUpProfile {

  private static final Duration SOON = Duration.ofSeconds(5);

  /** Refusals of the person; others are of the account or of the question. */
  private static final Set<String> NO_SUCH_PERSON = Set.of("user_unreachable", "unprocessable_entity", "invalid_recipient", "blocked_recipient");

  private final UniPile uniPile;
  private final KnownProfiles known;

  public LookUpProfile(UniPile uniPile, Database database, LookUpSettings settings) {
    this.uniPile = uniPile;
    this.known = new KnownProfiles(database, settings);
  }

  /** What was said before; empty where it was never asked, or so long ago that nobody may be somebody now. */
  public Optional<ProfileAnswer> known(ConnectedAccount account, String sought) {
    return known.of(account, sought);
  }

  /**
   * Asks LinkedIn, in one call.
   *
   * @param sought canonical slug or id
   * @throws NotAsked if the account's look-ups are used up, with the wait until the next, or if another sync is asking
   * @throws ProviderFailed if the provider refuses or does not answer
   */
  public ProfileAnswer ask(ConnectedAccount account, String sought) {
    return switch (known.leaveToAsk(account, sought)) {
      case Leave.AlreadyKnown(var answer) -> answer;
      case Leave.Granted(var lookUp) -> asked(account, sought, lookUp);
      case Leave.BeingAsked() -> throw new NotAsked(ProviderFailure.TRANSIENT, "Another sync is looking the profile up.", SOON);
      case Leave.UsedUp(var until, var wait) ->
          throw NotAsked.overBudget("The account's profile look-ups are used up until %s.".formatted(until), wait);
    };
  }

  private ProfileAnswer asked(ConnectedAccount account, String sought, UUID lookUp) {
    try {
      var profile = profile(account, sought);
      profile.ifPresentOrElse(it -> known.found(account, sought, it), () -> known.nobody(account, sought));
      return profile.<ProfileAnswer>map(ProfileAnswer.Found::new).orElseGet(ProfileAnswer.Nobody::new);
    } catch (ProviderFailed failure) {
      switch (failure.failure()) {
        case AUTH_DEAD, CALLER_BUG -> known.giveBack(account, sought, lookUp);
        case GONE, THROTTLED, TRANSIENT, UNKNOWN_OUTCOME -> known.unanswered(account, sought);
      }
      throw failure;
    }
  }

  private Optional<Profile> profile(ConnectedAccount account, String sought) {
    var request = UniPile.path("users", "{identifier}").queryParam("account_id", "{account}");
    try {
      return uniPile.get(request, Map.of("identifier", sought, "account", account.id()), UserProfile.class).profile(sought);
    } catch (Refused refused) {
      if (refused.status() == 404 || refused.status() == 422 && NO_SUCH_PERSON.contains(refused.type())) {
        return Optional.empty();
      }
      throw refused;
    }
  }
}
