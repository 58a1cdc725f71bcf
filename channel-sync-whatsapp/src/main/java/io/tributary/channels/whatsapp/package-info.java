/** WhatsApp's truth: under which ids a number is looked for, and who is in a chat. Everything else is the core's. */
@NullMarked
package io.tributary.channels.whatsapp;

import org.jspecify.annotations.NullMarked;
