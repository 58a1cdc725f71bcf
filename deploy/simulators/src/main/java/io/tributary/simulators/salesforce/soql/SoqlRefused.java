package io.tributary.simulators.salesforce.soql;

/** A statement that cannot be run. */
public final class SoqlRefused extends RuntimeException {

  private final String code;

  /**
   * @param code Salesforce's, as {@code MALFORMED_QUERY}
   */
  public SoqlRefused(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public static SoqlRefused malformed(String message) {
    return new SoqlRefused("MALFORMED_QUERY", message);
  }

  public String code() {
    return code;
  }

  /** Never null here. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
