package io.tributary.simulators.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it lay in its file.
 *
 * @param bytes exact
 * @param arrival when it was delivered, where the file says so
 * @param folder the folder's name where it is not the inbox
 */
record RawMail(byte[] bytes, @Nullable Instant arrival, @Nullable String folder) {}
