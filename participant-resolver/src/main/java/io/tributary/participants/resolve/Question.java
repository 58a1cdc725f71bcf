package io.tributary.participants.resolve;

import java.util.List;
import java.util.Set;

/**
 * All that is stored about one participant and bears on whose it is.
 *
 * @param own true where it is a side of the tenant's own connected accounts
 * @param mailingList true where one of its addresses is a mailing list's
 * @param role true where its address belongs to a function or a machine, not to a person
 * @param held records that hold one of its identities
 * @param decisions what people decided about it
 * @param companies records of company pipelines that hold its work domain
 * @param pipelineRanks the tenant's pipelines by rank, the highest first; empty where none outranks another
 */
public record Question(
    boolean own,
    boolean mailingList,
    boolean role,
    List<Holding> held,
    List<Decision> decisions,
    Set<Long> companies,
    List<String> pipelineRanks) {

  /**
   * A record that holds an identity of the participant.
   *
   * @param company true where it stands for a company, not for a person
   * @param strength whether the match may link by itself
   */
  public record Holding(long recordId, String pipeline, boolean company, Method method, Strength strength) {}

  /** How much a match proves. */
  public enum Strength {
    /** The identity is the same, and nothing else must agree. */
    FULL,
    /** The identity is the same, but other fields of its AND rule do not agree, or nothing is known of them. */
    IN_PART,
    /** Only the weaker form is the same: the address without its plus tag. */
    WEAK
  }

  /** What a match is on, strongest first, and how sure it is. */
  public enum Method {
    EMAIL_MATCH(0.95),
    PHONE_MATCH(0.90),
    LINKEDIN_MATCH(0.90);

    private final double confidence;

    Method(double confidence) {
      this.confidence = confidence;
    }

    /** From 0 to 1. */
    public double confidence() {
      return confidence;
    }
  }

  /** What a person decided about the participant and a record. */
  public sealed interface Decision {

    long recordId();

    /** It is the record's. @param by who says so @param confidence from 0 to 1 */
    record Link(long recordId, String by, double confidence) implements Decision {}

    /** It is not the record's, whatever matches. */
    record Forbid(long recordId) implements Decision {}
  }
}
