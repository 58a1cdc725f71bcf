package io.tributary.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.IdentifierKind;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.Position;
import io.tributary.events.Topic;
import io.tributary.local.TestStack;
import io.tributary.service.registry.RegistryAvroDeserializer;
import io.tributary.service.registry.RegistryAvroSerializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves the wire format against somebody else's code: Confluent's own client reads what we wrote, writes it to another topic, and we read
 * that.
 */
class WireFormatIT {

  private static final Topic<IdentifiersChanged> OURS = new Topic<>("interop.ours", IdentifiersChanged.class);
  private static final Topic<IdentifiersChanged> THEIRS = new Topic<>("interop.theirs", IdentifiersChanged.class);

  private final TestStack stack = TestStack.shared();

  @BeforeEach
  void makeTopics() throws Exception {
    try (var admin = Admin.create(config(Map.of()))) {
      admin.createTopics(List.of(new NewTopic(OURS.name(), 1, (short) 1), new NewTopic(THEIRS.name(), 1, (short) 1))).all().get();
    }
  }

  @Test
  void confluentsClientReadsWhatWeWroteAndWeReadWhatItWrote(@TempDir Path folder) throws Exception {
    var events = IntStream.range(0, 25).mapToObj(WireFormatIT::event).toList();

    write(OURS, events);
    // The other side writes under the newest schema of its subject; one of ours puts it there.
    write(THEIRS, List.of(event(0)));
    runConfluentsClient(folder, events.size());

    assertThat(read(THEIRS, 1 + events.size()).subList(1, 1 + events.size())).isEqualTo(events);
  }

  private void write(Topic<IdentifiersChanged> topic, List<IdentifiersChanged> events) {
    try (var producer = new KafkaProducer<>(
        config(Map.of("acks", "all", "auto.register.schemas", true)), new StringSerializer(), serializer())) {
      for (var event : events) {
        producer.send(new ProducerRecord<>(topic.name(), 0, event.getTenant() + "|" + event.getRecordId(), event));
      }
    }
  }

  private List<Object> read(Topic<IdentifiersChanged> topic, int count) {
    var read = new ArrayList<>();
    var deserializer = new RegistryAvroDeserializer();
    deserializer.configure(Map.of("schema.registry.url", stack.registryUrl(), "specific.avro.reader", true), false);
    try (var consumer = new KafkaConsumer<>(config(Map.of()), new StringDeserializer(), deserializer)) {
      var partition = new TopicPartition(topic.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
      while (read.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(record.value()));
      }
    }
    return read;
  }

  private void runConfluentsClient(Path folder, int count) throws Exception {
    var sources = Path.of("src", "test", "node");
    for (var file : List.of("package.json", "package-lock.json", "interop.mjs")) {
      Files.copy(sources.resolve(file), folder.resolve(file));
    }
    run(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    run(folder, "node", "interop.mjs", stack.bootstrapServers(), stack.registryUrl(), OURS.name(), THEIRS.name(), Integer.toString(count));
  }

  private static void run(Path folder, String... command) throws Exception {
    var output = folder.resolve("output.txt");
    var process = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    var ended = process.waitFor(3, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0).as(() -> String.join(" ", command) + "\n" + text(output)).isTrue();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  private RegistryAvroSerializer serializer() {
    var serializer = new RegistryAvroSerializer();
    serializer.configure(Map.of("schema.registry.url", stack.registryUrl(), "auto.register.schemas", true), false);
    return serializer;
  }

  private Map<String, Object> config(Map<String, Object> more) {
    var config = new java.util.HashMap<String, Object>(more);
    config.put("bootstrap.servers", stack.bootstrapServers());
    return config;
  }

  private static IdentifiersChanged event(int number) {
    var identifier = Identifier.newBuilder()
        .setKind(IdentifierKind.EMAIL)
        .setRaw("Zoë." + number + "@example.org")
        .setCanonical("zoë." + number + "@example.org")
        .setCanonicalVersion(1)
        .setSearchForms(List.of("zoë." + number + "@example.org"))
        .build();
    return IdentifiersChanged.newBuilder()
        .setTenant("acme")
        .setRecordId((long) number)
        .setChannel(Channel.EMAIL)
        .setPosition(new Position(1_800_000_000L, (long) number, 1L))
        .setReason(number % 2 == 0 ? ChangeReason.CREATED : ChangeReason.UPDATED)
        .setCurrent(List.of(identifier))
        .setFingerprint("f" + number)
        .setCommittedAt(Instant.parse("2026-11-21T10:15:30.123456Z").plusSeconds(number))
        .build();
  }
}
