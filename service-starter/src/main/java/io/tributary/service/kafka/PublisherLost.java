package io.tributary.service.kafka;

/** This publisher can say nothing more. Whether what it said last is valid is unknown: publish it again, with a publisher taken anew. */
public final class PublisherLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PublisherLost(String message, Throwable cause) {
    super(message, cause);
  }
}
