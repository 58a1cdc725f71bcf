package io.tributary.channels.webhook;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.MessagePage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The port by which a channel lists what an account shows at all, to find what no webhook brought. */
public interface ListNewest {

  /**
   * One page of the account's messages, newest first, of whomever. Exactly one call to the provider. The observations are learnt by
   * {@code WEBHOOK}, since they are what one should have brought.
   *
   * @param after only what is newer
   * @param cursor the page to continue at; null for the first
   * @param pageShare how many times smaller than usual the page is to be, 1 or more: a whole one was too large to be taken in
   * @throws io.tributary.channels.ProviderFailed if the provider refuses or does not answer
   */
  MessagePage page(ConnectedAccount account, Instant after, @Nullable String cursor, int pageShare);
}
