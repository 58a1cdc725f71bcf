package io.tributary.bench.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.tributary.records.capture.CaptureSettings;
import io.tributary.records.capture.EngineProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * The no-op handler: Debezium's engine as record-service sets it up, and for each change one Kafka record with the row's key and the
 * row's data as they came. No rules, no comparison, no Avro, no headers, one topic. It keeps the same promise: the slot moves when the
 * broker has acknowledged.
 */
public final class ForwardRows implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {

  public static final String TOPIC = "bench.changes";
  /** Schema, publication and slot are called so. */
  public static final String NAME = "bench_floor";

  private final KafkaProducer<byte[], byte[]> producer;

  private ForwardRows(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Reads DATABASE_URL and KAFKA_BOOTSTRAP_SERVERS. */
  public static void main(String[] args) {
    var properties = EngineProperties.of(System.getenv("DATABASE_URL"), settings());
    properties.setProperty("name", NAME);
    properties.setProperty("topic.prefix", NAME);
    properties.setProperty("schema.include.list", NAME);
    var engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
        .using(properties)
        .using((boolean success, String message, @Nullable Throwable error) -> {
          System.err.println("The engine ended: " + message + (error == null ? "" : ": " + error));
          Runtime.getRuntime().halt(1);
        })
        .notifying(new ForwardRows(producer(System.getenv("KAFKA_BOOTSTRAP_SERVERS"))))
        .build();
    engine.run();
  }

  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> batch, RecordCommitter<RecordChangeEvent<SourceRecord>> committer) throws InterruptedException {
    var sent = new ArrayList<Future<RecordMetadata>>(batch.size());
    for (var event : batch) {
      if (event.record().value() instanceof Struct change && change.schema().field("after") != null) {
        sent.add(producer.send(forwarded(change.getStruct("after"))));
      }
    }
    await(sent);
    for (var event : batch) {
      committer.markProcessed(event);
    }
    committer.markBatchFinished();
  }

  private static ProducerRecord<byte[], byte[]> forwarded(Struct row) {
    var key = row.getString("tenant") + "|" + row.getInt64("id");
    return new ProducerRecord<>(TOPIC, key.getBytes(UTF_8), row.getString("data").getBytes(UTF_8));
  }

  private static void await(List<Future<RecordMetadata>> sent) throws InterruptedException {
    try {
      for (var each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not take a row", e.getCause());
    }
  }

  /** record-service's own defaults, but for slot and publication. */
  private static CaptureSettings settings() {
    return new Binder(new MapConfigurationPropertySource(Map.of(
        "tributary.capture.slot", NAME, "tributary.capture.publication", NAME)))
        .bind("tributary.capture", CaptureSettings.class).get();
  }

  /** As the services' producer is set up. */
  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.<String, Object>of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "acks", "all", "enable.idempotence", true),
        new ByteArraySerializer(), new ByteArraySerializer());
  }
}
