package io.tributary.local.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing. */
public final class CreateTopics {

  private static final int SECONDS = 60;

  public static void on(String bootstrapServers, Collection<NewTopic> topics) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      for (var creation : admin.createTopics(topics).values().entrySet()) {
        try {
          creation.getValue().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new IllegalStateException("cannot create topic %s: %s".formatted(creation.getKey(), e.getCause()), e);
          }
        } catch (TimeoutException e) {
          throw new IllegalStateException("the broker did not create topic " + creation.getKey(), e);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while creating topics", e);
        }
      }
    }
  }

  private CreateTopics() {}
}
