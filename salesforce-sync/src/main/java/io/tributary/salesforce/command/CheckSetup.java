package io.tributary.salesforce.command;

import static io.tributary.salesforce.jooq.Tables.CONTACTS;

import io.tributary.events.Topics;
import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.client.SalesforceClients;
import io.tributary.salesforce.connection.Connection;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.salesforce.mapping.Description;
import io.tributary.salesforce.mapping.FieldPlan;
import io.tributary.salesforce.retrieval.RetrievalSettings;
import io.tributary.service.database.Database;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Tries everything that a run needs, without changing anything, and says what to do about what does not work. */
@Component
@Lazy
final class CheckSetup {

  private static final int KAFKA_SECONDS = 15;

  /** @param needed whether a run fails where it does not work; else it does without, in the way the text says */
  record Finding(String what, boolean works, boolean needed, String text) {

    boolean fine() {
      return works || !needed;
    }
  }

  private final Connections connections;
  private final SalesforceClients clients;
  private final Database database;
  private final KafkaAdmin kafka;
  private final RetrievalSettings retrieval;

  CheckSetup(Connections connections, SalesforceClients clients, Database database, KafkaAdmin kafka, RetrievalSettings retrieval) {
    this.connections = connections;
    this.clients = clients;
    this.database = database;
    this.kafka = kafka;
    this.retrieval = retrieval;
  }

  List<Finding> check(String tenant) {
    var findings = new ArrayList<Finding>();
    findings.add(tried("database", () -> "migrated; %d contacts are stored".formatted(
        database.<Integer>asWorker(db -> db.fetchCount(CONTACTS, CONTACTS.TENANT.eq(tenant))))));
    findings.add(tried("broker", this::broker));
    var connection = connected(tenant, findings);
    if (connection != null) {
      var org = clients.open(connection, 0);
      var login = tried("login", () -> login(org, connection));
      findings.add(login);
      if (login.works()) {
        organisation(org, connection, findings);
      }
    }
    return findings;
  }

  private @Nullable Connection connected(String tenant, List<Finding> findings) {
    try {
      return connections.of(tenant);
    } catch (RuntimeException e) {
      findings.add(new Finding("connection", false, true, String.valueOf(e.getMessage())));
      return null;
    }
  }

  private static String login(Salesforce org, Connection connection) {
    org.query("SELECT Id FROM Contact LIMIT 1");
    return "%s at %s%s".formatted(connection.login(), connection.loginUrl(), org.warning() == null ? "" : ". WARNING: " + org.warning());
  }

  private void organisation(Salesforce org, Connection connection, List<Finding> findings) {
    findings.add(tried("fields", () -> {
      var plan = FieldPlan.of(Description.of(org.describe("Contact")), connection.options(), retrieval.extraFields());
      var extra = plan.fields().stream().filter(field -> field.column() == null).count();
      return "%d fields of Contact are read, %d of them custom without a column%s".formatted(
          plan.fields().size(), extra, plan.notices().isEmpty() ? "" : ". " + String.join(". ", plan.notices()));
    }));
    findings.add(optional("tasks' people", EnumSet.of(SalesforceFailure.UNKNOWN_OBJECT), () -> {
      org.query("SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Contact' AND RelationId != null LIMIT 1");
      return "TaskWhoRelation can be read";
    }, "Without Shared Activities a run reads the first contact of each task (Task.WhoId) instead. "));
    findings.add(optional("changed tasks", EnumSet.of(SalesforceFailure.UNKNOWN_OBJECT, SalesforceFailure.UNKNOWN_FIELD), () -> {
      org.query("SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Contact' AND RelationId != null AND Task.LastModifiedDate >= LAST_N_DAYS:1 LIMIT 1");
      return "tasks can be filtered by their change: incremental runs are cheap";
    }, "Incremental runs read all relations, or tasks, instead. "));
    findings.add(optional("limits", EnumSet.of(SalesforceFailure.FORBIDDEN), () -> {
      var limits = org.limits();
      return "%,d of %,d calls and %,d of %,d Bulk jobs are left today".formatted(
          limits.calls().remaining(), limits.calls().max(), limits.jobs().remaining(), limits.jobs().max());
    }, "Limits need the permission View Setup and Configuration; without it only the calls that answers tell of are respected. "));
  }

  private String broker() {
    try (var admin = Admin.create(kafka.getConfigurationProperties())) {
      admin.describeTopics(List.of(Topics.RECORD_UPSERTS.name(), Topics.POLL_RUNS.name())).allTopicNames().get(KAFKA_SECONDS, TimeUnit.SECONDS);
      return "%s and %s are there".formatted(Topics.RECORD_UPSERTS, Topics.POLL_RUNS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The broker, or a topic on it, is not there: %s".formatted(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Finding tried(String what, Supplier<String> trial) {
    return optional(what, EnumSet.noneOf(SalesforceFailure.class), trial, "");
  }

  /**
   * @param without failures that a run does without
   * @param how it does
   */
  private static Finding optional(String what, Set<SalesforceFailure> without, Supplier<String> trial, String how) {
    try {
      return new Finding(what, true, true, trial.get());
    } catch (SalesforceFailed e) {
      var needed = !without.contains(e.failure());
      return new Finding(what, false, needed, (needed ? "" : how) + e.getMessage());
    } catch (RuntimeException e) {
      return new Finding(what, false, true, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }
}
