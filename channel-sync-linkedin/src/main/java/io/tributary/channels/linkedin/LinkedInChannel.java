package io.tributary.channels.linkedin;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.Channel;
import io.tributary.channels.MessagePage;
import io.tributary.channels.Search;
import io.tributary.channels.SoughtIdentifier;
import io.tributary.channels.chat.ChatPerson;
import io.tributary.channels.chat.ChatStep;
import io.tributary.channels.chat.ChatStep.Find;
import io.tributary.channels.chat.ChatStep.Who;
import io.tributary.channels.chat.Chats;
import io.tributary.channels.chat.KnownChats;
import io.tributary.channels.chat.WalkChats;
import io.tributary.channels.linkedin.profile.LookUpProfile;
import io.tributary.channels.linkedin.profile.Profile;
import io.tributary.channels.linkedin.profile.ProfileAnswer;
import io.tributary.channels.unipile.UniPile;
import io.tributary.service.database.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** LinkedIn as channel sync sees it: who is behind an address is asked once for good, and then that person's chats are read. */
public final class LinkedInChannel implements Channel {

  /** The cursor of a walk that has asked who it is about, and nothing else yet. */
  private static final String LOOKED_UP = "looked-up";

  private final LinkedInAccounts accounts;
  private final LookUpProfile profiles;
  private final WalkChats walk;

  private LinkedInChannel(LinkedInAccounts accounts, LookUpProfile profiles, WalkChats walk) {
    this.accounts = accounts;
    this.profiles = profiles;
    this.walk = walk;
  }

  static LinkedInChannel over(UniPile uniPile, Database database, LookUpProfile profiles, Clock clock) {
    var walk = new WalkChats(new Chats(uniPile), new KnownChats(database), new LinkedInTruth(), Optional.empty(), clock);
    return new LinkedInChannel(new LinkedInAccounts(uniPile), profiles, walk);
  }

  @Override
  public io.tributary.events.Channel kind() {
    return io.tributary.events.Channel.LINKEDIN;
  }

  @Override
  public AccountProfile profile(String account) {
    return accounts.profile(account);
  }

  /** However its address is written, it is one person, who is asked for once. */
  @Override
  public List<String> formsOf(SoughtIdentifier identifier) {
    return List.of(identifier.canonical());
  }

  @Override
  public int formsPerCall() {
    return 1;
  }

  @Override
  public MessagePage page(Search search) {
    return search.cursor() == null || search.cursor().equals(LOOKED_UP)
        ? Sought.of(search.forms().getFirst()).map(sought -> begin(search, sought)).orElseGet(() -> empty(null))
        : walk.resume(search);
  }

  private MessagePage begin(Search search, Sought sought) {
    var known = whoIs(search, sought);
    if (known.isEmpty()) {
      return sought.canBeLookedUp() ? lookUp(search, sought) : empty(null);
    }
    return switch (known.get()) {
      case ProfileAnswer.Nobody() -> empty(null);
      case ProfileAnswer.Found(var person) -> walk.begin(search, List.of(chatsOf(person, sought)));
    };
  }

  private Optional<ProfileAnswer> whoIs(Search search, Sought sought) {
    return sought.isClassicId()
        ? Optional.of(new ProfileAnswer.Found(Profile.ofId(sought.canonical())))
        : profiles.known(search.account(), sought.canonical());
  }

  private MessagePage lookUp(Search search, Sought sought) {
    return switch (profiles.ask(search.account(), sought.canonical())) {
      case ProfileAnswer.Nobody() -> empty(null);
      case ProfileAnswer.Found(_) -> empty(LOOKED_UP);
    };
  }

  /** A slug stays theirs when their profile has another one today: LinkedIn still leads from it to them. */
  private static ChatStep chatsOf(Profile person, Sought sought) {
    var who = new ChatPerson(person.aliases(), person.evidence(), person.displayName());
    return new Find(person.ids(), Who.of(who.and(new ChatPerson(List.of(sought.identifier()), List.of(), null))), null);
  }

  private static MessagePage empty(@Nullable String cursor) {
    return new MessagePage(List.of(), Set.of(), 0, 0, null, Set.of(), cursor);
  }
}
