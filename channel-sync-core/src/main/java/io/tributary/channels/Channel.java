package io.tributary.channels;

import java.util.List;

/**
 * One world people write in, as channel sync needs it. An implementation holds only what is true of that channel; cooldown, leases, walks,
 * budgets, retries and publishing are the core's.
 *
 * <p>Implementations are called from many threads at once and keep no state of a walk: that is in the {@link Search}.
 */
public interface Channel {

  /** Which channel this is. */
  io.tributary.events.Channel kind();

  /**
   * What the provider says about a connected account.
   *
   * @param account the provider's id of the account
   * @throws ProviderFailed if the provider refuses or does not answer
   */
  AccountProfile profile(String account);

  /**
   * One page of what the account shows for the search forms, newest first. Exactly one call to the provider, since calls are counted and
   * budgeted by the page; a page may be empty and lead on, where that call only found out what to ask next.
   *
   * @throws NotAsked if a limit of the channel's own leaves the call for later
   * @throws ProviderFailed if the provider refuses or does not answer
   */
  MessagePage page(Search search);

  /** What the channel asks for the identifier by. Progress is kept for each form, so one that means the same person twice is read twice. */
  default List<String> formsOf(SoughtIdentifier identifier) {
    return identifier.searchForms();
  }

  /** The most search forms that one call may ask for, 1 or more. */
  default int formsPerCall() {
    return 20;
  }
}
