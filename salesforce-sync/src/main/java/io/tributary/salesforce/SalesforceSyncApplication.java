package io.tributary.salesforce;

import io.tributary.events.TenantSettings;
import io.tributary.events.Topics;
import io.tributary.salesforce.settings.StoreSettings;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Contacts will be fetched from Salesforce here. Today it keeps what tenants set, and calls nobody. */
@SpringBootApplication(proxyBeanMethods = false)
public class SalesforceSyncApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(SalesforceSyncApplication.class, arguments);
  }

  @Bean
  Subscription<TenantSettings> tenantSettings(Database database) {
    return Subscription.to(Topics.TENANT_SETTINGS, new StoreSettings(database));
  }
}
