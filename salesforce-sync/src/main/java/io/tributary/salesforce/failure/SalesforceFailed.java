package io.tributary.salesforce.failure;

/** A call to Salesforce failed. The message says what, why and what to do, without contents. */
public final class SalesforceFailed extends RuntimeException {

  private final SalesforceFailure failure;
  private final String message;

  public SalesforceFailed(SalesforceFailure failure, String message) {
    super(message);
    this.failure = failure;
    this.message = message;
  }

  public SalesforceFailed(SalesforceFailure failure, String message, Throwable cause) {
    super(message, cause);
    this.failure = failure;
    this.message = message;
  }

  /** Always there. */
  @Override
  public String getMessage() {
    return message;
  }

  public SalesforceFailure failure() {
    return failure;
  }
}
