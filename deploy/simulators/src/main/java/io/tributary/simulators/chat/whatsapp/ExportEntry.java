package io.tributary.simulators.chat.whatsapp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message or system line of an export.
 *
 * @param at exports know no zone: taken as UTC; those of one instant are a millisecond apart, in their order
 * @param author null for a system line
 */
record ExportEntry(Instant at, @Nullable String author, String text) {}
