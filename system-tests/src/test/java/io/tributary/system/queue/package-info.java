/** What the queue of a channel's syncs guarantees, while its two processes are killed and stopped and neither knows what time it is. */
@NullMarked
package io.tributary.system.queue;

import org.jspecify.annotations.NullMarked;
