package io.tributary.channels.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.Channel;
import io.tributary.channels.ChannelSyncAutoConfiguration;
import io.tributary.channels.Communications;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.calls.AccountHealth;
import io.tributary.channels.calls.ProviderCalls;
import io.tributary.channels.connection.ConnectAccount;
import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.channels.work.WorkerSettings;
import io.tributary.events.ChannelConnection;
import io.tributary.events.ProviderWebhook;
import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.kafka.Subscription;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Connects live traffic to the world. Every channel takes webhooks in and keeps them; one that brings a {@link ReadWebhook} reads them, one
 * with a {@link FollowHint} asks about them, one with a {@link ListNewest} finds what never came.
 */
@AutoConfiguration(after = ChannelSyncAutoConfiguration.class)
@ConditionalOnBean(Channel.class)
@EnableConfigurationProperties({WebhookSettings.class, PassSettings.class})
@Import({WebhookController.class, WebhookEndpointsController.class})
public class WebhookAutoConfiguration {

  // Taken in.

  @Bean
  Endpoints webhookEndpoints(Database database) {
    return new Endpoints(database);
  }

  @Bean
  TakeInWebhook takeInWebhook(
      Channel channel, EventPublisher publisher, WebhookSettings settings, Database database, MeterRegistry metrics) {
    return new TakeInWebhook(channel, topicOf(channel), publisher::publish, settings, new WebhookHealth(database), metrics);
  }

  private static Topic<ProviderWebhook> topicOf(Channel channel) {
    return switch (channel.kind()) {
      case EMAIL -> Topics.EMAIL_WEBHOOKS;
      case WHATSAPP -> Topics.WHATSAPP_WEBHOOKS;
      case LINKEDIN -> Topics.LINKEDIN_WEBHOOKS;
      case UNKNOWN, SLACK, CALL, MEETING -> throw new IllegalStateException("The channel " + channel.kind() + " has no webhooks of its own.");
    };
  }

  // What they ask for, and what is common.

  @Bean
  Hints webhookHints(WebhookSettings settings) {
    return new Hints(settings);
  }

  @Bean
  KeepEvents keepWebhookEvents(Database database, Hints hints, WebhookSettings settings) {
    return new KeepEvents(database, hints, settings);
  }

  @Bean
  TidyWebhooks tidyWebhooks(Database database, Hints hints, MeterRegistry metrics) {
    return new TidyWebhooks(database, hints, metrics);
  }

  @Bean
  LiveCalls liveCalls(ProviderCalls calls, AccountHealth health) {
    return new LiveCalls(calls, health);
  }

  @Bean
  LiveLoop catchUpLoop(Database database, WebhookSettings settings, WorkerSettings worker, WorkSignal work) {
    var catchUps = new GoOnWithCatchUps(database, settings, work::wake);
    return new LiveLoop("catch-up", catchUps::work, settings.lookOut(), worker.enabled());
  }

  /** Read off Kafka, where the channel can. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(ReadWebhook.class)
  static class Reading {

    @Bean
    Subscription<ProviderWebhook> providerWebhooks(
        Channel channel, ReadWebhook port, ObjectProvider<ListNewest> newest, Database database, Communications communications, KeepEvents keep,
        Hints hints, WebhookSettings settings, PassSettings passes, RowsToTopic<ConnectionsRecord, ChannelConnection> connections, WorkSignal work,
        MeterRegistry metrics) {
      Runnable stateChanged = () -> {
        connections.poke();
        work.wake();
      };
      var listed = newest.getIfAvailable() == null ? Duration.ZERO : passes.furthest();
      var state = new AccountState(database, hints, settings, listed, stateChanged);
      return Subscription.to(topicOf(channel), new ReadWebhooks(port, database, communications, keep, state, metrics));
    }
  }

  /** Asked about, where the channel can. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean({FollowHint.class, ReadWebhook.class})
  static class Following {

    @Bean
    LiveLoop hintLoop(
        FollowHint port, ReadWebhook reader, Database database, LiveCalls calls, Communications communications, KeepEvents keep,
        ConnectAccount connect, WebhookSettings settings, WorkerSettings worker, MeterRegistry metrics) {
      var follow = new FollowHints(
          port, reader.decoder(), new ClaimHints(database, settings), new EndHint(database), calls, communications, keep, database, connect,
          settings, metrics);
      return new LiveLoop("hints", follow::work, settings.lookOut(), worker.enabled());
    }
  }

  /** Compared with what the account shows, where the channel can. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean({ListNewest.class, ReadWebhook.class})
  static class Passing {

    @Bean
    LiveLoop passLoop(
        ListNewest port, ReadWebhook reader, Database database, LiveCalls calls, Communications communications, KeepEvents keep,
        WebhookSettings settings, PassSettings passes, WorkerSettings worker, MeterRegistry metrics) {
      var pass = new PassOverAccounts(
          port, reader.decoder(), new ClaimPasses(database, passes, settings), new PassRows(database, passes.every(), settings.lease()), calls,
          communications, keep, database, passes, metrics);
      return new LiveLoop("passes", pass::work, settings.lookOut(), worker.enabled());
    }
  }
}
