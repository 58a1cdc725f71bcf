package io.tributary.salesforce;

import io.tributary.salesforce.command.SalesforceCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Contacts that somebody works with, from Salesforce. With arguments it is a command, without it is the service. */
@SpringBootApplication(proxyBeanMethods = false)
public class SalesforceSyncApplication {

  public static void main(String[] arguments) {
    if (SalesforceCommand.isMeantBy(arguments)) {
      System.exit(SalesforceCommand.run(arguments));
    }
    SpringApplication.run(SalesforceSyncApplication.class, arguments);
  }
}
