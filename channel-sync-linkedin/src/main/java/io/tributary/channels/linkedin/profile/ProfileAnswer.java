package io.tributary.channels.linkedin.profile;

/** What LinkedIn said when it was asked who is behind an identifier. */
public sealed interface ProfileAnswer {

  /** Kept for good. */
  record Found(Profile profile) implements ProfileAnswer {}

  /** Nobody, as that account sees it. It is asked again after a while: profiles are hidden and come back. */
  record Nobody() implements ProfileAnswer {}
}
