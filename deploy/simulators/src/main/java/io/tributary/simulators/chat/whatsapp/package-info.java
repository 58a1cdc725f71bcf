/** Accounts of WhatsApp out of chats that were exported from a telephone. */
@NullMarked
package io.tributary.simulators.chat.whatsapp;

import org.jspecify.annotations.NullMarked;
