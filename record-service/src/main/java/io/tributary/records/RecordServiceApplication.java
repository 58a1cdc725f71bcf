package io.tributary.records;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Keeps records and says on Kafka which identifiers they hold: people and programs change rows, the capture reads the commits from the
 * write-ahead log, {@code RecordDiff} says what changed, and each channel hears of its own identifiers only.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RecordServiceApplication {

  public static void main(String[] args) {
    SpringApplication.run(RecordServiceApplication.class, args);
  }
}
