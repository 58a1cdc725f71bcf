/** The gate before the provider: budget, places and retries of each account. */
@NullMarked
package io.tributary.channels.calls;

import org.jspecify.annotations.NullMarked;
