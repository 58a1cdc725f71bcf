package io.tributary.service.telemetry;

import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

/** Keys of structured logs, spelt once: {@code log.atInfo().addKeyValue(LogField.RECORD.key(), id).log("Synced")}. */
public enum LogField {
  TENANT("tenant"),
  TOPIC("topic"),
  PARTITION("partition"),
  OFFSET("offset"),
  GROUP("group"),
  EVENT("event"),
  RECORD("record"),
  PIPELINE("pipeline"),
  CHANNEL("channel"),
  ACCOUNT("account"),
  CONNECTION("connection"),
  JOB("job"),
  RUN("run"),
  PARTICIPANT("participant"),
  CONVERSATION("conversation"),
  MESSAGE("message_id"),
  COUNT("count"),
  DURATION_MILLIS("duration_ms"),
  REASON("reason");

  private final String key;

  LogField(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** Puts the value on every line this thread logs until the answer is closed. */
  public MDCCloseable put(Object value) {
    return MDC.putCloseable(key, String.valueOf(value));
  }
}
