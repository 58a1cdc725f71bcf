package io.tributary.service.kafka;

import static io.tributary.service.kafka.DeadLetterBox.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.TestStack;
import io.tributary.service.testing.TributaryTest;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Large poison: a foreign producer and a topic whose limit somebody raised. */
@TributaryTest(database = "starter", properties = {
    "spring.application.name=record-service",
    "spring.flyway.locations=classpath:db/starter-test",
    "spring.flyway.placeholders.database=starter",
    "tributary.kafka.first-wait=100ms"
})
class OversizeIT {

  private static final int PARTITION = 1;
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;
  private static final int LIMIT_OF_OUR_TOPICS = 2 * MIB;
  private static final int RECORD_AND_BATCH = 200;

  @Autowired ThingsApplication application;
  @Autowired EventPublisher publisher;

  @BeforeEach
  void somebodyRaisesTheTopicsLimit() throws Exception {
    limit(8 * MIB);
  }

  @AfterEach
  void asItWas() throws Exception {
    limit(LIMIT_OF_OUR_TOPICS);
  }

  @Test
  void aRecordAsLargeAsOurTopicsTakeFitsIntoALetterWithItsHeaders() throws Exception {
    var value = noise(LIMIT_OF_OUR_TOPICS - RECORD_AND_BATCH);

    var letter = letterOf(send("none", value, 0));

    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.headers().lastHeader(EventHeaders.LEFT_OUT)).isNull();
  }

  @Test
  void aRecordThatIsSmallOnlyWhenCompressedIsKeptWhole() throws Exception {
    var value = "{\"not\": \"avro\"}".repeat(600_000).getBytes(UTF_8);
    limit(LIMIT_OF_OUR_TOPICS);

    var letter = letterOf(send("zstd", value, 0));

    assertThat(letter.value()).hasSizeGreaterThan(8 * MIB).isEqualTo(value);
  }

  @Test
  void ofARecordThatIsTooLargeTheLetterSaysHowLargeItIsAndWhereItLies() throws Exception {
    var value = noise(5 * MIB);

    var sent = send("none", value, 0);
    var letter = letterOf(sent);

    assertThat(letter.key()).asString(UTF_8).isEqualTo("acme|csv|large");
    assertThat(letter.value()).as("no tombstone, which would delete something if it were sent back").isEmpty();
    assertThat(header(letter, "of-the-producer")).isEmpty();
    assertThat(header(letter, EventHeaders.REASON)).contains("begins with byte");
    assertThat(header(letter, EventHeaders.LEFT_OUT)).isEqualTo("key 0, value %d, headers 0 bytes; SHA-256 of the value %s"
        .formatted(value.length, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value))));
  }

  @Test
  void headersThatAreTooLargeAreLeftOutToo() throws Exception {
    var letter = letterOf(send("none", noise(10), 3 * MIB));

    assertThat(header(letter, EventHeaders.LEFT_OUT)).startsWith("key 0, value 10, headers %d bytes".formatted(3 * MIB + "of-the-producer".length()));
    assertThat(letter.headers().lastHeader("of-the-producer")).isNull();
  }

  private ConsumerRecord<byte[], byte[]> letterOf(RecordMetadata sent) {
    var next = "after-" + UUID.randomUUID();
    // Both partitions, since the key decides which it is: one of the two lies behind the poison.
    var following = List.of(next + "-a", next + "-b", next + "-c", next + "-d", next + "-e", next + "-f");
    publisher.publish(following.stream().map(Upserts::of).toList());
    await().atMost(Duration.ofSeconds(60)).until(() -> following.stream().allMatch(this::isStored));
    return DeadLetterBox.letterOf(PARTITION, sent.offset());
  }

  private boolean isStored(String externalId) {
    return application.stored.stream().anyMatch(each -> each.key().equals(Upserts.key(externalId)));
  }

  private static RecordMetadata send(String compression, byte[] value, int headerBytes) throws Exception {
    try (var foreign = new KafkaProducer<>(
        Map.<String, Object>of("bootstrap.servers", TestStack.shared().bootstrapServers(), "compression.type", compression,
            "max.request.size", 16 * MIB),
        new ByteArraySerializer(), new ByteArraySerializer())) {
      var record = new ProducerRecord<>(Upserts.TOPIC, PARTITION, Upserts.key("large").getBytes(UTF_8), value);
      record.headers().add("of-the-producer", noise(headerBytes));
      return foreign.send(record).get();
    }
  }

  /** Cannot be compressed; the first byte is not the wire format's. */
  private static byte[] noise(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    if (size > 0) {
      bytes[0] = 1;
    }
    return bytes;
  }

  private static void limit(int bytes) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", TestStack.shared().bootstrapServers()))) {
      var entry = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
      admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, Upserts.TOPIC),
          List.of(new AlterConfigOp(entry, OpType.SET)))).all().get();
    }
  }
}
