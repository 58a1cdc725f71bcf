package io.tributary.salesforce.command;

import io.tributary.salesforce.client.Limits;
import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.client.SalesforceClients;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.salesforce.retrieval.Cost;
import io.tributary.salesforce.retrieval.RetrievalSettings;
import io.tributary.salesforce.runs.RetrievalRate;
import io.tributary.salesforce.runs.Via;
import io.tributary.service.database.Database;
import java.util.TreeMap;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Has Salesforce count what a full run would find, in a handful of calls. */
@Component
@Lazy
final class CountContacts {

  private static final String COUNT = "SELECT COUNT(Id) rels, COUNT_DISTINCT(RelationId) contacts FROM TaskWhoRelation WHERE Type = 'Contact'";
  /** Where Shared Activities is off. */
  private static final String COUNT_TASKS = "SELECT COUNT(Id) rels, COUNT_DISTINCT(WhoId) contacts FROM Task WHERE WhoId != null";
  private static final String BY_TYPE = "SELECT Type, COUNT(Id) n FROM TaskWhoRelation GROUP BY Type";
  private static final int PAGE = 2000;
  private static final int CALLS_BESIDE = 2;

  /**
   * What is there, and what a full run costs.
   *
   * @param relations rows of task relations to contacts; tasks with a person where Shared Activities is off
   * @param contacts with tasks; leads too where Shared Activities is off
   * @param ofContacts all contacts of the organisation
   * @param relationsByType of all kinds of people, leads too; empty where Shared Activities is off
   * @param calls a full run needs, about
   * @param jobs of Bulk a full run needs
   * @param seconds a full run takes, about: at that rate
   */
  record Counted(
      long relations, long contacts, long ofContacts, TreeMap<String, Long> relationsByType, String via, long calls, long jobs, long seconds,
      RetrievalRate rate, Limits limits) {}

  private final Connections connections;
  private final SalesforceClients clients;
  private final RetrievalSettings settings;
  private final Database database;

  CountContacts(Connections connections, SalesforceClients clients, RetrievalSettings settings, Database database) {
    this.connections = connections;
    this.clients = clients;
    this.settings = settings;
    this.database = database;
  }

  Counted count(String tenant) {
    var org = clients.open(connections.of(tenant), 0);
    var shared = hasRelations(org);
    var row = org.query(shared ? COUNT : COUNT_TASKS).records().path(0);
    long relations = row.path("rels").asLong();
    long contacts = row.path("contacts").asLong();
    long all = org.query("SELECT COUNT() FROM Contact").total();
    var via = contacts <= settings.collectionsUpTo() ? Via.COLLECTIONS : Via.BULK;
    var cost = Cost.of(via, pages(contacts, via == Via.COLLECTIONS ? PAGE : settings.batchSize()));
    var rate = RetrievalRate.of(tenant, database);
    return new Counted(
        relations, contacts, all, shared ? byType(org) : new TreeMap<>(), via.name(), CALLS_BESIDE + pages(relations, PAGE) + cost.calls(),
        cost.jobs(), rate.secondsFor(contacts), rate, limits(org));
  }

  private static boolean hasRelations(Salesforce org) {
    try {
      org.query("SELECT Id FROM TaskWhoRelation LIMIT 1");
      return true;
    } catch (SalesforceFailed e) {
      if (e.failure() == SalesforceFailure.UNKNOWN_OBJECT) {
        return false;
      }
      throw e;
    }
  }

  private static TreeMap<String, Long> byType(Salesforce org) {
    var types = new TreeMap<String, Long>();
    org.query(BY_TYPE).records()
        .forEach(row -> types.put(row.path("Type").asString("none"), row.path("n").asLong()));
    return types;
  }

  private static Limits limits(Salesforce org) {
    try {
      return org.limits();
    } catch (SalesforceFailed e) {
      if (e.failure() == SalesforceFailure.FORBIDDEN) {
        return Limits.UNKNOWN;
      }
      throw e;
    }
  }

  private static long pages(long rows, int size) {
    return (rows + size - 1) / size;
  }
}
