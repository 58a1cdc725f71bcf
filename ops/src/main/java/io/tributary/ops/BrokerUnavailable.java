package io.tributary.ops;

/** The broker was not reached or refused; the message says which and what to do. */
final class BrokerUnavailable extends RuntimeException {

  private final String sentence;

  static BrokerUnavailable at(String bootstrapServers, Throwable cause) {
    return new BrokerUnavailable("The broker at %s did not answer (%s). Is it running, and is --bootstrap-servers right?"
        .formatted(bootstrapServers, cause.getMessage()), cause);
  }

  private BrokerUnavailable(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
