package io.tributary.salesforce.schedule;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Connections for the scheduler, which knows nothing of roles: they are the worker's for good. */
public final class WorkerPool {

  private static final int CONNECTIONS = 3;

  /** @param database prefix of the roles */
  public static HikariDataSource beside(HikariDataSource usual, String database) {
    var config = new HikariConfig();
    config.setPoolName("scheduler");
    config.setJdbcUrl(usual.getJdbcUrl());
    config.setUsername(usual.getUsername());
    config.setPassword(usual.getPassword());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionInitSql("set role " + database + "_worker");
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private WorkerPool() {}
}
