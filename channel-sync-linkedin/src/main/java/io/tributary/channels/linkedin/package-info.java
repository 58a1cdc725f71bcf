/** LinkedIn's truth: who is behind an address, that person's chats, and who takes part in them. Everything else is the core's. */
@NullMarked
package io.tributary.channels.linkedin;

import org.jspecify.annotations.NullMarked;
