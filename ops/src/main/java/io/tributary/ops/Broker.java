package io.tributary.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the broker is: the options every command has. */
final class Broker {

  private static final int SECONDS = 15;

  @Option(
      names = {"-b", "--bootstrap-servers"},
      paramLabel = "HOST:PORT",
      defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:19092}",
      description = "The broker (default: $KAFKA_BOOTSTRAP_SERVERS, else the local stack's at 127.0.0.1:19092).")
  private String bootstrapServers = "";

  @Option(names = "--client-config", paramLabel = "FILE", description = "Properties of the Kafka client, for TLS and SASL.")
  private @Nullable Path clientConfig;

  Admin admin() {
    return Admin.create(properties());
  }

  /** Reads without a group: nothing it does is seen by anybody else. */
  Consumer<String, byte[]> reader() {
    var properties = properties();
    properties.put("enable.auto.commit", "false");
    properties.put("auto.offset.reset", "none");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  <T> T ask(KafkaFuture<T> question) {
    try {
      return question.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw BrokerUnavailable.at(bootstrapServers, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw BrokerUnavailable.at(bootstrapServers, new TimeoutException("no answer within " + SECONDS + " s"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BrokerUnavailable.at(bootstrapServers, e);
    }
  }

  private Map<String, Object> properties() {
    var properties = new HashMap<String, Object>();
    if (clientConfig != null) {
      read(clientConfig).forEach((name, value) -> properties.put((String) name, value));
    }
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("client.id", "tributary-ops");
    properties.put("default.api.timeout.ms", SECONDS * 1_000);
    properties.put("request.timeout.ms", SECONDS * 1_000);
    return properties;
  }

  private static Properties read(Path file) {
    try (var in = Files.newBufferedReader(file)) {
      var properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("--client-config " + file + " cannot be read", e);
    }
  }
}
