package io.tributary.connectors.api;

import io.tributary.connectors.connection.StoredConnections;
import io.tributary.connectors.poll.Connectors;
import io.tributary.connectors.schedule.PollSchedule;
import io.tributary.service.database.Database;
import io.tributary.service.database.DatabaseTime;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

  @Bean
  ConnectWorkspace connectWorkspace(Connectors connectors, StoredConnections connections, PollSchedule schedule) {
    return new ConnectWorkspace(connectors, connections, schedule);
  }

  @Bean
  SelectWorkspaces selectWorkspaces(Database database, PollSchedule schedule, DatabaseTime time) {
    return new SelectWorkspaces(database, schedule, time);
  }

  @Bean
  Freshness freshness(Database database, @Value("${tributary.connectors.stale-after:1h}") Duration staleAfter) {
    return new Freshness(database, staleAfter);
  }
}
