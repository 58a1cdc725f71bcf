package io.tributary.channels.webhook;

import io.tributary.channels.connection.AccountKey;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An account whose webhooks are not registered as they should be, in one worker's hand.
 *
 * @param wanted true where they should be registered, false where they should not
 * @param endpoint the endpoint that the provider may know some or all of; null where there is none
 * @param access with which the provider was told of the endpoint, sealed; null for the service's
 * @param attempts how often in a row it was taken in hand, this time included
 * @param until when it may be another's. No two claims of an account have the same, so that it tells them apart
 */
record Registration(
    AccountKey account, boolean wanted, @Nullable String endpoint, byte @Nullable [] access, int attempts, OffsetDateTime until) {}
