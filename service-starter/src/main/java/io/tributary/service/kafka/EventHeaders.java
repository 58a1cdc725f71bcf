package io.tributary.service.kafka;

/** Names of the headers on Tributary's records: CloudEvents in binary mode, W3C trace context, and where a dead letter came from. */
public final class EventHeaders {

  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String TIME = "ce_time";
  public static final String SUBJECT = "ce_subject";
  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACEPARENT = "traceparent";

  public static final String ORIGIN_TOPIC = "dead-letter-origin-topic";
  /** A decimal number, as are offset and timestamp. */
  public static final String ORIGIN_PARTITION = "dead-letter-origin-partition";
  public static final String ORIGIN_OFFSET = "dead-letter-origin-offset";
  /** Milliseconds since 1970. */
  public static final String ORIGIN_TIMESTAMP = "dead-letter-origin-timestamp";
  /** Short name of the exception's class. */
  public static final String REASON_CLASS = "dead-letter-reason-class";
  /** A sentence without personal data. */
  public static final String REASON = "dead-letter-reason";
  /**
   * Only on the letter of a record that is too large for the dead letters: what of it had to stay at its origin. The letter's value is empty
   * then, and not to be sent anywhere.
   */
  public static final String LEFT_OUT = "dead-letter-left-out";
  /** ISO-8601, UTC. */
  public static final String FAILED_AT = "dead-letter-failed-at";

  private EventHeaders() {}
}
