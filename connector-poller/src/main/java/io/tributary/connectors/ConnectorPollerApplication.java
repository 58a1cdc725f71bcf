package io.tributary.connectors;

import io.tributary.events.TenantSettings;
import io.tributary.events.Topics;
import io.tributary.connectors.settings.StoreSettings;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Slack, Gong, Fathom and Gmail will be polled here. Today it keeps what tenants set, and polls nothing. */
@SpringBootApplication(proxyBeanMethods = false)
public class ConnectorPollerApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(ConnectorPollerApplication.class, arguments);
  }

  @Bean
  Subscription<TenantSettings> tenantSettings(Database database) {
    return Subscription.to(Topics.TENANT_SETTINGS, new StoreSettings(database));
  }
}
