package io.tributary.participants.resolve;

import io.tributary.participants.resolve.Question.Holding;
import java.util.List;
import java.util.OptionalLong;

/** Whose participant it is. */
public sealed interface Resolution {

  /** Why, in a few words for people; no names, no addresses. */
  String reason();

  /**
   * It is the record's.
   *
   * @param confidence from 0 to 1
   * @param by who decided it, where a person did; else empty
   * @param evidence what the record holds of it, the strongest first; empty where a person decided
   */
  record Linked(long recordId, String method, double confidence, String by, String reason, List<Holding> evidence) implements Resolution {}

  /** It may be each of these records', and nothing stored says which. @param candidates one or more, by record */
  record Ambiguous(List<Candidate> candidates, String reason) implements Resolution {}

  /** It is nobody's. */
  record Unlinked(String reason) implements Resolution {}

  /** A record that a participant may belong to. @param reason what speaks for it */
  record Candidate(long recordId, String reason) {}

  /**
   * A resolution, with what was found on the way.
   *
   * @param company the company that the participant belongs to besides, by its work domain
   * @param rule name of the rule that decided
   */
  record Whose(Resolution resolution, OptionalLong company, String rule) {}
}
