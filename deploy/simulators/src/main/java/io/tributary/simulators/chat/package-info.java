/** Messengers as their doubles know them: accounts, chats, messages, people; what happens in them, and who is told. */
@NullMarked
package io.tributary.simulators.chat;

import org.jspecify.annotations.NullMarked;
