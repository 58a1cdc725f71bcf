/** Polls what tenants connected (Slack, Gong, Fathom, Gmail) and publishes it into the same stream as the channels. */
@NullMarked
package io.tributary.connectors;

import org.jspecify.annotations.NullMarked;
