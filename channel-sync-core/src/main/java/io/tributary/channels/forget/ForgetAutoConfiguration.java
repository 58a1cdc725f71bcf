package io.tributary.channels.forget;

import io.tributary.channels.Channel;
import io.tributary.events.PersonErased;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import io.tributary.service.privacy.ForgetPeople;
import io.tributary.service.privacy.ForgetPeople.Step;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Has erased people forgotten: by what every channel does, and by the {@link Step}s that a channel brings for tables of its own. */
@AutoConfiguration
@ConditionalOnBean(Channel.class)
public class ForgetAutoConfiguration {

  @Bean
  Subscription<PersonErased> erasures(Database database, ObjectProvider<Step> ofTheChannel) {
    var steps = Stream.concat(ForgetIdentifiers.STEPS.stream(), ofTheChannel.orderedStream()).toList();
    return Subscription.to(Topics.PRIVACY_ERASURES, new ForgetPeople(database, steps));
  }
}
