package io.tributary.channels;

/** The answer is larger than this service takes in. A smaller page may not be. */
public final class AnswerTooLarge extends ProviderFailed {

  public AnswerTooLarge(String message) {
    super(ProviderFailure.CALLER_BUG, message);
  }
}
