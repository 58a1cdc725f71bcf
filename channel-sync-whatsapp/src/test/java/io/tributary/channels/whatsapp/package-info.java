/** The service as a whole, on the real database and broker. */
@NullMarked
package io.tributary.channels.whatsapp;

import org.jspecify.annotations.NullMarked;
