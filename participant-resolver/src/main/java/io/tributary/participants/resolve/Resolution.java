package io.tributary.participants.resolve;

import java.util.List;
import java.util.OptionalLong;

/** Whose participant it is. */
public sealed interface Resolution {

  /** Why, in a few words for people; no names, no addresses. */
  String reason();

  /** It is the record's. @param by who decided it, where a person did; else empty @param confidence from 0 to 1 */
  record Linked(long recordId, String method, double confidence, String by, String reason) implements Resolution {}

  /** It may be each of these records', and nothing stored says which. @param candidates one or more, by record */
  record Ambiguous(List<Candidate> candidates, String reason) implements Resolution {}

  /** It is nobody's. */
  record Unlinked(String reason) implements Resolution {}

  /** A record that a participant may belong to. @param reason what speaks for it */
  record Candidate(long recordId, String reason) {}

  /** A resolution with the company that the participant belongs to besides, by its work domain. */
  record Whose(Resolution resolution, OptionalLong company) {}
}
