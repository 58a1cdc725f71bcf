package io.tributary.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.service.database.Database;
import io.tributary.service.registry.AvroValues;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** Publisher, subscriptions and rows-to-topics of a service that names its registry. The group is {@code spring.application.name}. */
@AutoConfiguration(
    after = KafkaAutoConfiguration.class,
    afterName = {
      "io.tributary.service.registry.RegistryAutoConfiguration",
      "io.tributary.service.database.DatabaseAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnBean(AvroValues.class)
@EnableConfigurationProperties(KafkaSettings.class)
class EventsAutoConfiguration {

  @Bean
  EventProducer eventProducer(ProducerFactory<?, ?> configured, MeterRegistry metrics) {
    return EventProducer.ofEvents(configured.getConfigurationProperties(), metrics);
  }

  @Bean(defaultCandidate = false)
  EventProducer deadLetterProducer(ProducerFactory<?, ?> configured, MeterRegistry metrics) {
    return EventProducer.ofDeadLetters(configured.getConfigurationProperties(), metrics);
  }

  @Bean
  EncodeEvent encodeEvent(AvroValues values, @Value("${spring.application.name}") String service) {
    return new EncodeEvent(values, service, InstantSource.system());
  }

  @Bean
  EventPublisher eventPublisher(EncodeEvent encode, EventProducer producer) {
    return new EventPublisher(encode, producer);
  }

  @Bean
  FencedPublishers fencedPublishers(
      ProducerFactory<?, ?> configured, EncodeEvent encode, MeterRegistry metrics, @Value("${spring.application.name}") String service) {
    return new FencedPublishers(configured.getConfigurationProperties(), encode, metrics, service);
  }

  @Bean
  RunSubscriptions runSubscriptions(
      ObjectProvider<Subscription<?>> subscriptions, ConsumerFactory<?, ?> configured, AvroValues values,
      @Qualifier("deadLetterProducer") EventProducer producer, KafkaSettings settings, MeterRegistry metrics,
      ApplicationEventPublisher events, @Value("${spring.application.name}") String group) {
    var deadLetters = new DeadLetters(producer, group, InstantSource.system(), metrics);
    return new RunSubscriptions(
        subscriptions.orderedStream().toList(), configured.getConfigurationProperties(), group, values, deadLetters, settings, metrics, events);
  }

  @Bean
  RestartAfterError restartAfterError(ApplicationContext context) {
    return new RestartAfterError(context);
  }

  /** In readiness groups under the name {@code broker}. */
  @Bean
  BrokerHealth brokerHealthIndicator(KafkaAdmin configured) {
    return new BrokerHealth(configured.getConfigurationProperties());
  }

  /** In readiness groups under the name {@code subscriptions}. */
  @Bean
  SubscriptionHealth subscriptionsHealthIndicator(RunSubscriptions subscriptions) {
    return new SubscriptionHealth(subscriptions);
  }

  @Bean
  @ConditionalOnBean(Database.class)
  RunRowsToTopics runRowsToTopics(
      ObjectProvider<RowsToTopic<?, ?>> rows, Database database, EventPublisher publisher, KafkaSettings settings,
      MeterRegistry metrics) {
    List<RowsToTopic<?, ?>> declared = rows.orderedStream().toList();
    return new RunRowsToTopics(declared, database, publisher, settings, metrics);
  }
}
