package io.tributary.ops;

import io.tributary.events.Topic;
import io.tributary.events.Topics;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Every topic of the system, and whether it is there. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Lists every topic: its event, partitions, offsets held, clean-up. Exits 1 if one is missing.")
final class TopicsCommand implements Callable<Integer> {

  private static final String ROW = "%-40s %-22s %10s %14s  %s";

  @Mixin private Broker broker = new Broker();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var events = events();
    try (var admin = broker.admin()) {
      var partitions = Partitions.of(broker, admin, events.keySet());
      var byTopic = partitions.stream().collect(Collectors.groupingBy(TopicPartition::topic));
      var ends = Ends.of(broker, admin, partitions);
      var policies = cleanUpPolicies(admin, byTopic.keySet());
      out.println(ROW.formatted("TOPIC", "EVENT", "PARTITIONS", "OFFSETS HELD", "CLEAN-UP"));
      events.forEach((topic, event) -> {
        var its = byTopic.get(topic);
        if (its == null) {
          out.println(ROW.formatted(topic, event, "-", "-", "MISSING: create it from deploy/kafka/topics"));
          return;
        }
        var held = its.stream().mapToLong(ends::between).sum();
        out.println(ROW.formatted(topic, event, its.size(), held, policies.getOrDefault(topic, "?")));
      });
      return byTopic.keySet().containsAll(events.keySet()) ? 0 : 1;
    }
  }

  private Map<String, String> cleanUpPolicies(Admin admin, Collection<String> topics) {
    var resources = topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    return broker.ask(admin.describeConfigs(resources).all()).entrySet().stream()
        .collect(Collectors.toMap(config -> config.getKey().name(), config -> config.getValue().get("cleanup.policy").value()));
  }

  private static Map<String, String> events() {
    var events = new LinkedHashMap<String, String>();
    for (Topic<?> topic : Topics.ALL) {
      events.put(topic.name(), topic.event().getSimpleName());
    }
    Topics.GROUPS.forEach(group -> events.put(Topics.deadLettersOf(group), "(any)"));
    return events;
  }
}
