/** Sync jobs, and the topic that shows them. */
@NullMarked
package io.tributary.channels.job;

import org.jspecify.annotations.NullMarked;
