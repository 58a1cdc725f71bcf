package io.tributary.channels.walk;

/** The reading of one account for search forms that were read equally far before. */
public sealed interface Walk permits OpenWalk, CompletedWalk {}
