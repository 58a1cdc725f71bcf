package io.tributary.service.kafka;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a batch after it was looked at. */
sealed interface Arrival<E extends SpecificRecord> {

  ConsumerRecord<byte[], byte[]> record();

  record Readable<E extends SpecificRecord>(ConsumerRecord<byte[], byte[]> record, Received<E> event) implements Arrival<E> {}

  record Poison<E extends SpecificRecord>(ConsumerRecord<byte[], byte[]> record, Throwable failure) implements Arrival<E> {}
}
