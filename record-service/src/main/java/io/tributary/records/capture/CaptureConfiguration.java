package io.tributary.records.capture;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.records.reconcile.Heartbeat;
import io.tributary.records.reconcile.ReconciliationRequests;
import io.tributary.records.reconcile.RunReconciliations;
import io.tributary.records.reconcile.UncapturedRows;
import io.tributary.records.rules.CurrentRules;
import io.tributary.records.rules.RulesStore;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.FencedPublishers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of the capture together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaptureSettings.class)
class CaptureConfiguration {

  /** The capture's name at Kafka, the same in every replica. */
  static final String CAPTURE = "capture";

  @Bean
  RunCapture runCapture(
      CaptureSettings settings, @Value("${spring.datasource.url}") String url, Database tables, RulesStore rulesStore,
      Heartbeat heartbeat, ReconciliationRequests requests, RunReconciliations reconciliations, UncapturedRows uncaptured,
      FencedPublishers publishers, MeterRegistry metrics) {
    var database = new CaptureDatabase(url, settings);
    var sources = new CaptureSources(tables);
    var slot = new Slot(settings, database, sources, requests);
    var untilStopped = new Patience();
    return new RunCapture(settings, slot, requests, new CaptureAlarms(metrics, uncaptured, untilStopped), untilStopped, epoch -> {
      // Of this session alone: what it still waits to publish when it ends is the next one's to publish.
      var patience = new Patience();
      var alarms = new CaptureAlarms(metrics, uncaptured, patience);
      var rules = new CurrentRules(rulesStore);
      rules.load();
      // Taken before the slot is: who holds the slot and was overtaken here cannot publish, and begins again.
      var publisher = publishers.take(CAPTURE);
      try {
        var changes = new CaptureChanges(
            new DecodeChange(), new EventsOfChange(epoch, rules, alarms), new SwitchRules(rules, requests, patience),
            new PublishEvents(publisher, alarms, patience), new SlotPosition(sources, epoch, patience), alarms);
        return new CaptureSession(settings, database, heartbeat, reconciliations, changes, publisher, patience);
      } catch (RuntimeException notBegun) {
        publisher.close();
        throw notBegun;
      }
    });
  }

  /** In the readiness group under the name {@code capture}. */
  @Bean
  CaptureHealth captureHealthIndicator(RunCapture capture, ReconciliationRequests requests) {
    return new CaptureHealth(capture, requests);
  }
}
