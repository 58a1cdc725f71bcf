/** When each connection is polled next: every 15 minutes, staggered by source, spread by workspace, once in the cluster. */
@NullMarked
package io.tributary.connectors.schedule;

import org.jspecify.annotations.NullMarked;
