package io.tributary.salesforce.client;

/** A call to Salesforce failed. The message says what, why and what to do, without contents. */
public final class SalesforceFailed extends RuntimeException {

  private final SalesforceFailure failure;

  public SalesforceFailed(SalesforceFailure failure, String message) {
    super(message);
    this.failure = failure;
  }

  public SalesforceFailed(SalesforceFailure failure, String message, Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  public SalesforceFailure failure() {
    return failure;
  }
}
