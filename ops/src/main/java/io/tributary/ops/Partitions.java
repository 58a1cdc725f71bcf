package io.tributary.ops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** The partitions of those of our topics that exist. */
final class Partitions {

  static List<TopicPartition> of(Broker broker, Admin admin, Collection<String> topics) {
    var existing = broker.ask(admin.listTopics().names());
    var described = broker.ask(admin.describeTopics(topics.stream().filter(existing::contains).toList()).allTopicNames());
    var partitions = new ArrayList<TopicPartition>();
    described.forEach((topic, description) ->
        description.partitions().forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition()))));
    return partitions;
  }

  private Partitions() {}
}
