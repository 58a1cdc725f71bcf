package io.tributary.records.capture;

import java.util.Properties;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Where the captured database is, and connections to it under the role that may replicate. */
final class CaptureDatabase {

  private final String url;
  private final CaptureSettings settings;

  CaptureDatabase(String url, CaptureSettings settings) {
    this.url = url;
    this.settings = settings;
  }

  /** A connection of its own, for slots and what is seen only as this role; to be closed. */
  CloseableDSLContext connect() {
    return DSL.using(url, settings.user(), settings.password());
  }

  /** The engine's way to the database. Other parameters of the URL are the driver's and go along. */
  void describeTo(Properties engine) {
    var address = Driver.parseURL(url, new Properties());
    if (address == null) {
      throw new IllegalArgumentException("spring.datasource.url is no PostgreSQL address: expected jdbc:postgresql://host:port/name");
    }
    engine.setProperty("database.hostname", PGProperty.PG_HOST.getOrDefault(address));
    engine.setProperty("database.port", PGProperty.PG_PORT.getOrDefault(address));
    engine.setProperty("database.dbname", PGProperty.PG_DBNAME.getOrDefault(address));
    engine.setProperty("database.user", settings.user());
    engine.setProperty("database.password", settings.password());
    address.stringPropertyNames().stream().filter(name -> !name.startsWith("PG"))
        .forEach(name -> engine.setProperty("driver." + name, address.getProperty(name)));
  }
}
