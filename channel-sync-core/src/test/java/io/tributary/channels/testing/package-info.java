/** The kit every channel is tested with: the contract, and a channel in memory that holds to it. */
@NullMarked
package io.tributary.channels.testing;

import org.jspecify.annotations.NullMarked;
