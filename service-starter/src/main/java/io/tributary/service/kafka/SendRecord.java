package io.tributary.service.kafka;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Hands a record to the broker. */
@FunctionalInterface
interface SendRecord {

  /** Completes when the broker has acknowledged the record. */
  CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record);
}
