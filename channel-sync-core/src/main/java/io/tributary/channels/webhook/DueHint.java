package io.tributary.channels.webhook;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.connection.AccountKey;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A question that this worker took.
 *
 * @param message the announced message that the answer brings; null where it brings none
 * @param account null for one that is not connected yet
 * @param cursor of the answer before
 * @param attempts how often it was asked in vain
 * @param wishedAt when it was wished last: wished again meanwhile, it is asked again
 */
record DueHint(
    AccountKey key,
    Hint hint,
    @Nullable String message,
    @Nullable ConnectedAccount account,
    @Nullable String cursor,
    int attempts,
    OffsetDateTime wishedAt) {}
