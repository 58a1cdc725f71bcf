package io.tributary.participants.resolve;

import java.util.List;
import java.util.OptionalLong;

/** Whose participant it is. */
public sealed interface Resolution {

  /** Why, in a few words for people. */
  String reason();

  /** It is the record's. @param by who decided it, where a person did; else empty */
  record Linked(long recordId, String method, double confidence, String by, String reason) implements Resolution {}

  /** It may be each of these records', and nothing stored says which. @param candidates one or more, in order */
  record Ambiguous(List<Long> candidates, String reason) implements Resolution {}

  /** It is nobody's. */
  record Unlinked(String reason) implements Resolution {}

  /** A resolution with the company that the participant belongs to besides, by its work domain. */
  record Whose(Resolution resolution, OptionalLong company) {}
}
