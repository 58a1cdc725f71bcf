/** Feeds the running stack through its front door, as a customer would. */
@NullMarked
package io.tributary.local.feed;

import org.jspecify.annotations.NullMarked;
