package io.tributary.connectors.forget;

import io.tributary.events.PersonErased;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import io.tributary.service.privacy.ForgetPeople;
import io.tributary.service.privacy.ForgetPeople.Step;
import io.tributary.service.privacy.WrittenAddress;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets go who a person's id stands for. Everything else that polls keep has ids of messages, threads and calls only. */
@Configuration(proxyBeanMethods = false)
class ForgetConfiguration {

  /** Addresses are kept as the provider writes them. */
  private static final Step PEOPLE = new Step("people", """
      delete from people p using erased e
      where p.tenant = e.tenant and (
        e.kind = 'SLACK_USER' and p.source = 'SLACK' and e.value = p.workspace || '|' || p.person
        or e.kind = 'EMAIL' and %s)""".formatted(WrittenAddress.isErased("p.email")));

  @Bean
  Subscription<PersonErased> erasures(Database database) {
    return Subscription.to(Topics.PRIVACY_ERASURES, new ForgetPeople(database, List.of(PEOPLE)));
  }
}
