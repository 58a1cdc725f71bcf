/** The connected accounts: their state, their own addresses, and the requests that connect them. */
@NullMarked
package io.tributary.channels.connection;

import org.jspecify.annotations.NullMarked;
