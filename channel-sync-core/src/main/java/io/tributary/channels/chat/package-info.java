/** What the channels that are chats have in common: UniPile's chats, messages and attendees, and what a message of a chat says. */
@NullMarked
package io.tributary.channels.chat;

import org.jspecify.annotations.NullMarked;
