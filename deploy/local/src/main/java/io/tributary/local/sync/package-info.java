/** "Sync now" from the command line: asks for a record's sync and waits for what comes of it. */
@NullMarked
package io.tributary.local.sync;

import org.jspecify.annotations.NullMarked;
