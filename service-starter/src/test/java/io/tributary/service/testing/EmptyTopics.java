package io.tributary.service.testing;

import io.tributary.events.Topic;
import io.tributary.events.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.awaitility.Awaitility;

/** Every topic of the system and every dead-letter topic, empty, and no group with an offset. */
final class EmptyTopics {

  private static final int PARTITIONS = 2;
  private static final short ONE_BROKER = 1;
  private static final Map<String, String> CONFIG = Map.of("max.message.bytes", "2162688");

  static void of(String bootstrapServers) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var wanted = names();
      var existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
      if (wanted.stream().anyMatch(existing::contains)) {
        forgetGroups(admin);
        empty(admin, wanted.stream().filter(existing::contains).collect(Collectors.toSet()));
      }
      admin.createTopics(wanted.stream()
          .filter(name -> !existing.contains(name))
          .map(name -> new NewTopic(name, PARTITIONS, ONE_BROKER).configs(CONFIG))
          .toList()).all().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("The test's topics cannot be made: " + e.getMessage(), e);
    }
  }

  private static Set<String> names() {
    return Stream.concat(Topics.ALL.stream().map(Topic::name), Topics.GROUPS.stream().map(Topics::deadLettersOf))
        .collect(Collectors.toSet());
  }

  /** An offset that lies before the first record would stop its subscription; contexts in the cache leave their groups when they pause. */
  private static void forgetGroups(Admin admin) {
    Topics.GROUPS.forEach(group -> Awaitility.await("no consumer left in group " + group).until(() -> {
      try {
        admin.deleteConsumerGroups(List.of(group)).all().get(10, TimeUnit.SECONDS);
        return true;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof GroupNotEmptyException) {
          return false;
        }
        if (e.getCause() instanceof GroupIdNotFoundException) {
          return true;
        }
        throw e;
      }
    }));
  }

  private static void empty(Admin admin, Set<String> topics) throws Exception {
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    admin.describeTopics(topics).allTopicNames().get(30, TimeUnit.SECONDS).forEach((name, description) ->
        description.partitions().forEach(partition ->
            ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
    var toDelete = new HashMap<TopicPartition, RecordsToDelete>();
    admin.listOffsets(ends).all().get(30, TimeUnit.SECONDS)
        .forEach((partition, end) -> toDelete.put(partition, RecordsToDelete.beforeOffset(end.offset())));
    admin.deleteRecords(toDelete).all().get(30, TimeUnit.SECONDS);
  }

  private EmptyTopics() {}
}
