package io.tributary.connectors.forget;

import io.tributary.events.PersonErased;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import io.tributary.service.privacy.ForgetPeople;
import io.tributary.service.privacy.ForgetPeople.Step;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets go who a person's id stands for. Everything else that polls keep has ids of messages, threads and calls only. */
@Configuration(proxyBeanMethods = false)
class ForgetConfiguration {

  /** Addresses are kept as the provider writes them; those of Gmail have no dots and no tag in their canonical form. */
  private static final Step PEOPLE = new Step("people", """
      delete from people p using erased e
      where p.tenant = e.tenant and (
        e.kind = 'SLACK_USER' and p.source = 'SLACK' and e.value = p.workspace || '|' || p.person
        or e.kind = 'EMAIL' and e.value = lower(p.email)
        or e.kind = 'EMAIL' and e.value like '%@gmail.com' and e.value =
          replace(split_part(split_part(lower(p.email), '@', 1), '+', 1), '.', '')
          || replace('@' || split_part(lower(p.email), '@', 2), '@googlemail.com', '@gmail.com'))""");

  @Bean
  Subscription<PersonErased> erasures(Database database) {
    return Subscription.to(Topics.PRIVACY_ERASURES, new ForgetPeople(database, List.of(PEOPLE)));
  }
}
