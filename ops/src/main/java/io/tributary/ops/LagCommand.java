package io.tributary.ops;

import io.tributary.events.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How far each service is behind its topics. */
@Command(
    name = "lag",
    mixinStandardHelpOptions = true,
    description = "How many events, and ends of transactions, each service still has to read, per topic. Exits 1 if a group has no member while some wait.")
final class LagCommand implements Callable<Integer> {

  private static final String ROW = "%-24s %-40s %12s  %s";

  @Mixin private Broker broker = new Broker();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = {"-g", "--group"}, paramLabel = "GROUP", description = "Only this group; may be given more than once (default: all services).")
  private List<String> groups = Topics.GROUPS;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    try (var admin = broker.admin()) {
      var committed = committed(admin);
      var partitions = new HashSet<TopicPartition>();
      committed.values().forEach(offsets -> partitions.addAll(offsets.keySet()));
      var ends = Ends.of(broker, admin, partitions);
      out.println(ROW.formatted("GROUP", "TOPIC", "LAG", "MEMBERS"));
      boolean well = true;
      for (var group : groups) {
        int members = members(admin, group);
        var lag = byTopic(committed.getOrDefault(group, Map.of()), ends);
        lag.forEach((topic, behind) -> out.println(ROW.formatted(group, topic, behind, members)));
        if (lag.isEmpty()) {
          out.println(ROW.formatted(group, "(nothing read yet)", "-", members));
        }
        well &= members > 0 || lag.values().stream().allMatch(behind -> behind == 0);
      }
      return well ? 0 : 1;
    }
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Admin admin) {
    var asked = groups.stream().collect(Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
    return broker.ask(admin.listConsumerGroupOffsets(asked).all());
  }

  private int members(Admin admin, String group) {
    try {
      return broker.ask(admin.describeConsumerGroups(Set.of(group)).all()).values().stream()
          .mapToInt(description -> description.members().size()).sum();
    } catch (BrokerUnavailable e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }

  private static Map<String, Long> byTopic(Map<TopicPartition, OffsetAndMetadata> committed, Ends ends) {
    var lag = new TreeMap<String, Long>();
    committed.forEach((partition, offset) -> {
      if (offset != null) {
        lag.merge(partition.topic(), ends.behind(partition, offset.offset()), Long::sum);
      }
    });
    return lag;
  }
}
