package io.tributary.channels.webhook;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.MessagePage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The port by which a channel asks the provider what an event did not tell. Needed where its {@link ReadWebhook} gives hints. */
public interface FollowHint {

  /**
   * Asks. Exactly one call to the provider.
   *
   * @param cursor of the answer before, where that was not all; null at first
   * @return what is to be published, and a cursor where there is more to ask; empty where the provider does not have it whole yet: it is
   *     asked again later
   * @throws io.tributary.channels.ProviderFailed if the provider refuses or does not answer
   */
  Optional<MessagePage> follow(Hint hint, ConnectedAccount account, @Nullable String cursor);
}
