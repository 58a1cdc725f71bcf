package io.tributary.ops;

import io.tributary.events.Topics;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where dead letters came from and why they are here. Their values may hold personal data and are not shown. */
@Command(
    name = "peek",
    mixinStandardHelpOptions = true,
    description = "Shows the oldest dead letters of a service: where each came from and why. Values are not shown, only their size.")
final class PeekDeadLettersCommand implements Callable<Integer> {

  private static final int LONGEST_HEADER = 300;
  private static final Duration WAIT = Duration.ofSeconds(2);

  @Mixin private Broker broker = new Broker();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SERVICE", description = "Whose dead letters, for instance record-service.")
  private String group = "";

  @Option(names = {"-n", "--limit"}, paramLabel = "N", defaultValue = "20", description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(names = "--keys", description = "Show whole keys, not only their tenant. The rest of a key may name a person.")
  private boolean wholeKeys;

  @Override
  public Integer call() {
    if (!Topics.GROUPS.contains(group)) {
      throw new ParameterException(spec.commandLine(), "%s is no service; services are %s.".formatted(group, String.join(", ", Topics.GROUPS)));
    }
    var out = spec.commandLine().getOut();
    try (var admin = broker.admin(); var reader = broker.reader()) {
      var partitions = Partitions.of(broker, admin, List.of(Topics.deadLettersOf(group)));
      var ends = Ends.of(broker, admin, partitions);
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      show(out, reader, partitions, ends);
    }
    return 0;
  }

  private void show(PrintWriter out, Consumer<String, byte[]> reader, List<TopicPartition> partitions, Ends ends) {
    int shown = 0;
    while (shown < limit && partitions.stream().anyMatch(partition -> reader.position(partition) < ends.nextOf(partition))) {
      for (var letter : reader.poll(WAIT)) {
        if (shown++ < limit) {
          show(out, letter);
        }
      }
    }
    out.println(shown == 0 ? "No dead letters of %s.".formatted(group) : "%d shown.".formatted(Math.min(shown, limit)));
  }

  private void show(PrintWriter out, ConsumerRecord<String, byte[]> letter) {
    out.println("%s-%d@%d  %s  key %s  %s".formatted(letter.topic(), letter.partition(), letter.offset(),
        Instant.ofEpochMilli(letter.timestamp()), keyOf(letter), letter.value() == null ? "null" : letter.value().length + " bytes"));
    for (var header : letter.headers()) {
      if (!header.key().contains("stacktrace")) {
        out.println("    %s: %s".formatted(header.key(), text(header)));
      }
    }
  }

  private String keyOf(ConsumerRecord<String, byte[]> letter) {
    var key = letter.key() == null ? "null" : letter.key();
    return wholeKeys || key.indexOf('|') < 0 ? key : key.substring(0, key.indexOf('|')) + "|…";
  }

  /** Some headers are numbers in binary; those are shown as numbers. */
  private static String text(Header header) {
    var bytes = header.value();
    if (bytes == null) {
      return "";
    }
    var text = new String(bytes, StandardCharsets.UTF_8);
    if ((bytes.length == 4 || bytes.length == 8) && text.chars().anyMatch(c -> c < ' ' || c == 0xfffd)) {
      return new BigInteger(bytes).toString();
    }
    var line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_HEADER ? line : line.substring(0, LONGEST_HEADER) + " …";
  }
}
