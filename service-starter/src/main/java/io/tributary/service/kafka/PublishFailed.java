package io.tributary.service.kafka;

/** At least one event was not acknowledged. Which of the others arrived is unknown: publish all of them again. */
public final class PublishFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PublishFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
