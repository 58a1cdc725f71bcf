package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Topics;
import io.tributary.local.TestStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real broker. */
class OpsIT {

  private static final String BROKER = TestStack.shared().bootstrapServers();
  private static final String LETTERS = Topics.deadLettersOf("salesforce-sync");

  private record Run(int exitCode, String out, String err) {}

  @BeforeAll
  static void aBrokerWithAllTopicsAndOneDeadLetter() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
      var existing = admin.listTopics().names().get();
      admin.createTopics(Stream.concat(Topics.ALL.stream().map(topic -> topic.name()), Topics.GROUPS.stream().map(Topics::deadLettersOf))
          .filter(name -> !existing.contains(name))
          .map(name -> new NewTopic(name, Optional.of(2), Optional.empty())).toList()).all().get();
      try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", BROKER), new StringSerializer(), new StringSerializer())) {
        var headers = new RecordHeaders();
        headers.add("reason", "The field version is missing.".getBytes());
        producer.send(new ProducerRecord<>(LETTERS, 0, "acme|whatsapp|a1|15550100", "jane@corp.example", headers)).get();
      }
    }
  }

  @Test
  void topicsAreAllThere() {
    var run = run("topics");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("record.upserts").contains("RecordUpsert").doesNotContain("MISSING");
  }

  @Test
  void lagIsWhatAGroupHasNotReadAndAMatterOfConcernWhenNobodyReads() throws Exception {
    var group = "ops-it-" + UUID.randomUUID();
    try (var admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
      admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(LETTERS, 0), new OffsetAndMetadata(0))).all().get();
    }

    var run = run("lag", "--group", group);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).containsPattern(group + "\\s+" + LETTERS + "\\s+[1-9]");
  }

  @Test
  void groupsThatNeverReadAnythingAreShownAsSuch() {
    assertThat(run("lag", "--group", "ops-it-" + UUID.randomUUID()).out()).contains("nothing read yet");
  }

  @Test
  void deadLettersAreCounted() {
    var run = run("dlq", "list");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).containsPattern("salesforce-sync\\s+[1-9]");
  }

  @Test
  void peekingShowsTheReasonAndNeverTheValue() {
    var run = run("dlq", "peek", "salesforce-sync");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("key acme|…").contains("17 bytes").contains("reason: The field version is missing.")
        .doesNotContain("jane@corp.example").doesNotContain("15550100");
    assertThat(run("dlq", "peek", "salesforce-sync", "--keys").out()).contains("key acme|whatsapp|a1|15550100");
  }

  @Test
  void anUnknownServiceIsAMistakeOfTheCommandLine() {
    var run = run("dlq", "peek", "nobody");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("nobody is no service").contains("record-service");
  }

  private static Run run(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var commandLine = Ops.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(Stream.concat(Stream.of(words), Stream.of("--bootstrap-servers", BROKER)).toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }
}
