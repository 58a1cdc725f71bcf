package io.tributary.participants.resolve;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored about one participant and bears on whose it is.
 *
 * @param own true where it is a side of the tenant's own connected accounts
 * @param blocked true where an address, domain or number of it is on the tenant's blocklist
 * @param mailingList true where one of its addresses is a mailing list's
 * @param role true where its address belongs to a function or a machine, not to a person
 * @param held records that hold one of its identities
 * @param decisions what people decided about it
 * @param rules what people decided about its identifiers, for all participants that show them
 * @param companies records of company pipelines that hold its work domain
 * @param pipelineRanks the tenant's pipelines by rank, the highest first; empty where none outranks another
 */
public record Question(
    boolean own,
    boolean blocked,
    boolean mailingList,
    boolean role,
    List<Holding> held,
    List<Decision> decisions,
    List<IdentifierRule> rules,
    Set<Long> companies,
    List<String> pipelineRanks) {

  /**
   * A record that holds an identity of the participant. Of several the one on the strongest method comes first.
   *
   * @param recordId the record that counts: a merged one's survivor
   * @param company true where it stands for a company, not for a person
   * @param strength whether the match may link by itself
   * @param identity what both sides show
   * @param field the record's field that holds it
   */
  public record Holding(
      long recordId, String pipeline, boolean company, Method method, Strength strength, Identity identity, String field)
      implements Comparable<Holding> {

    private static final Comparator<Holding> ORDER = Comparator.comparing(Holding::method).thenComparing(Holding::recordId)
        .thenComparing(Holding::strength).thenComparing(Holding::identity).thenComparing(Holding::field);

    @Override
    public int compareTo(Holding other) {
      return ORDER.compare(this, other);
    }
  }

  /** How much a match proves. */
  public enum Strength {
    /** The identity is the same, and nothing else must agree, or all that must does. */
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
    LINKEDIN_MATCH(0.90),
    /** The provider returned the chat when it was asked for the identity, which the participant itself does not show. */
    PROVIDER_LOOKUP(0.85);

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

  /** What a person decided about one of its identifiers, on whatever channel it is shown. @param recordId null: it is nobody's */
  public record IdentifierRule(@Nullable Long recordId, String by) {}
}
