package io.tributary.ops;

import io.tributary.events.Topics;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How many dead letters each service has. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Counts the dead letters of each service. Exits 1 if there are any.")
final class ListDeadLettersCommand implements Callable<Integer> {

  @Mixin private Broker broker = new Broker();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    try (var admin = broker.admin()) {
      var partitions = Partitions.of(broker, admin, Topics.GROUPS.stream().map(Topics::deadLettersOf).toList());
      var ends = Ends.of(broker, admin, partitions);
      var held = partitions.stream().collect(Collectors.groupingBy(TopicPartition::topic, Collectors.summingLong(ends::between)));
      out.println("%-24s %12s".formatted("SERVICE", "DEAD LETTERS"));
      Topics.GROUPS.forEach(group -> out.println("%-24s %12s".formatted(
          group, held.containsKey(Topics.deadLettersOf(group)) ? held.get(Topics.deadLettersOf(group)) : "no topic")));
      return held.values().stream().allMatch(count -> count == 0) ? 0 : 1;
    }
  }
}
