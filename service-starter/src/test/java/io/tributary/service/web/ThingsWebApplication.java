package io.tributary.service.web;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The HTTP side alone: no database, no broker. */
@SpringBootConfiguration
@EnableAutoConfiguration(excludeName = {
    "io.tributary.service.kafka.EventsAutoConfiguration",
    "io.tributary.service.registry.RegistryAutoConfiguration",
    "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
    "org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration",
    "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
    "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
})
class ThingsWebApplication {

  record Part(Integer partNumber) {}

  record Thing(String displayName, List<Part> parts) {}

  record Who(String tenant, String subject, Set<String> scopes) {}

  @RestController
  static class ThingsController {

    @GetMapping("/api/who")
    Who who(Caller caller, Tenant tenant) {
      return new Who(tenant.id(), caller.subject(), caller.scopes());
    }

    @GetMapping("/api/privacy/things")
    String privateThings() {
      return "private";
    }

    @PostMapping("/api/things")
    Thing echo(@RequestBody Thing thing) {
      return thing;
    }

    @PostMapping("/api/json")
    int size(@RequestBody JsonNode json) {
      return json.toString().length();
    }

    @GetMapping("/api/pages")
    PageRequest page(PageRequest page) {
      return page;
    }

    @GetMapping("/api/failures/{kind}")
    void fail(@PathVariable String kind) {
      throw switch (kind) {
        case "missing" -> Problem.notFound("thing", 7);
        case "conflict" -> Problem.conflict("There is such a thing already.");
        case "busy" -> new CannotAcquireLockException("deadlock");
        case "broken" -> new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        case "refused" -> new DataIntegrityViolationException("a NUL");
        default -> new IllegalStateException("the password is swordfish");
      };
    }

    @GetMapping("/api/log-fields")
    Map<String, String> logFields() {
      return MDC.getCopyOfContextMap();
    }

    @GetMapping("/internal/things")
    String internal() {
      return "internal";
    }
  }
}
