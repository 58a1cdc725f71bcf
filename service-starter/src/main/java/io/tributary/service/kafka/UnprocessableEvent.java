package io.tributary.service.kafka;

/** An event that no retry can help: it goes to the dead letters. */
public final class UnprocessableEvent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** @param message why, in a sentence without personal data: it is shown to operators and kept in the dead letter's headers */
  public UnprocessableEvent(String message) {
    super(message);
  }
}
