package io.tributary.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A poison record as a dead letter: as it came, with headers that say where from and why. */
final class WriteLetter {

  /** Of a key, and of all headers together, in a letter that has no room for its value. */
  private static final int LARGEST_REST = 64 * 1024;
  /** No tombstone: whoever sends this letter back to where it came from deletes nothing. */
  private static final byte[] LEFT_OUT = new byte[0];

  private final String topic;
  private final InstantSource clock;

  WriteLetter(String topic, InstantSource clock) {
    this.topic = topic;
    this.clock = clock;
  }

  ProducerRecord<byte[], byte[]> whole(ConsumerRecord<byte[], byte[]> record, Reason reason) {
    return new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers(record.headers(), record, reason));
  }

  /** The value stays where it is, at the origin's offset, as long as that topic keeps it; its size and SHA-256 tell whether one has found it. */
  ProducerRecord<byte[], byte[]> withoutValue(ConsumerRecord<byte[], byte[]> record, Reason reason) {
    var key = size(record.key()) > LARGEST_REST ? null : record.key();
    var carried = size(record.headers()) > LARGEST_REST ? new RecordHeaders() : record.headers();
    var headers = headers(carried, record, reason);
    put(headers, EventHeaders.LEFT_OUT, "key %d, value %d, headers %d bytes; SHA-256 of the value %s".formatted(
        key == null ? size(record.key()) : 0, size(record.value()), carried == record.headers() ? 0 : size(record.headers()),
        sha256(record.value())));
    return new ProducerRecord<>(topic, null, null, key, LEFT_OUT, headers);
  }

  private Headers headers(Iterable<Header> carried, ConsumerRecord<byte[], byte[]> record, Reason reason) {
    var headers = new RecordHeaders(carried);
    put(headers, EventHeaders.ORIGIN_TOPIC, record.topic());
    put(headers, EventHeaders.ORIGIN_PARTITION, Integer.toString(record.partition()));
    put(headers, EventHeaders.ORIGIN_OFFSET, Long.toString(record.offset()));
    put(headers, EventHeaders.ORIGIN_TIMESTAMP, Long.toString(record.timestamp()));
    put(headers, EventHeaders.REASON_CLASS, reason.type());
    put(headers, EventHeaders.REASON, reason.sentence());
    put(headers, EventHeaders.FAILED_AT, clock.instant().toString());
    return headers;
  }

  /** In place of an older one: a redriven record that fails again speaks of this failure. */
  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(UTF_8));
  }

  private static int size(Headers headers) {
    int size = 0;
    for (var header : headers) {
      size += header.key().length() + size(header.value());
    }
    return size;
  }

  private static int size(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static String sha256(byte @Nullable [] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes == null ? LEFT_OUT : bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
