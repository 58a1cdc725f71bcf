/** Channel sync for WhatsApp: until its channel is built, it keeps what is wanted. */
@NullMarked
package io.tributary.channels.whatsapp;

import org.jspecify.annotations.NullMarked;
