package io.tributary.content;

import org.jspecify.annotations.Nullable;

/** One header of a mail, unfolded or not. */
public record MailHeader(String name, @Nullable String value) {}
