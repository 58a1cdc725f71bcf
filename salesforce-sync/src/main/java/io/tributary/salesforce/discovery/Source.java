package io.tributary.salesforce.discovery;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where ids of contacts come from. */
enum Source {

  /** Who takes part in tasks; only where Shared Activities is on. A grouped query could not be continued past 2,000 contacts. */
  RELATIONS("SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Contact' AND RelationId != null", "RelationId"),
  /** The same, a row a contact: fewer rows where contacts have many tasks, pages by key. */
  GROUPED_RELATIONS("""
      SELECT RelationId, COUNT(Id) n FROM TaskWhoRelation WHERE Type = 'Contact' AND RelationId != null%s \
      GROUP BY RelationId ORDER BY RelationId LIMIT 2000""", "RelationId"),
  /** The first contact of each task: what is left where Shared Activities is off. */
  TASKS("SELECT WhoId FROM Task WHERE WhoId != null", "WhoId"),
  /** Who takes part in events. */
  EVENTS("SELECT RelationId FROM EventWhoRelation WHERE Type = 'Contact' AND RelationId != null", "RelationId"),
  /** Contacts that changed or were deleted; those that are stored count. */
  MODIFIED("SELECT Id FROM Contact WHERE SystemModstamp >= %s", "Id"),
  TOUCHED_RELATIONS("""
      SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Contact' AND RelationId != null AND Task.LastModifiedDate >= %s""", "RelationId"),
  TOUCHED_TASKS("SELECT WhoId FROM Task WHERE WhoId != null AND LastModifiedDate >= %s", "WhoId"),
  TOUCHED_EVENTS("""
      SELECT RelationId FROM EventWhoRelation WHERE Type = 'Contact' AND RelationId != null AND Event.LastModifiedDate >= %s""", "RelationId"),
  /** Contacts that are stored: without activities by now, deleted, or merged into another. */
  HELD("", "");

  static final int GROUPS_A_PAGE = 2000;

  private final String soql;
  private final String idField;

  Source(String soql, String idField) {
    this.soql = soql;
    this.idField = idField;
  }

  /**
   * @param from what changed since, for the sources that look at changes
   * @param after the last id of the page before, for the grouped query
   */
  String soql(@Nullable Instant from, @Nullable String after) {
    return switch (this) {
      case MODIFIED, TOUCHED_RELATIONS, TOUCHED_TASKS, TOUCHED_EVENTS ->
          soql.formatted(DateTimeFormatter.ISO_INSTANT.format(Objects.requireNonNull(from)));
      case GROUPED_RELATIONS -> soql.formatted(after == null ? "" : " AND RelationId > '%s'".formatted(after));
      case RELATIONS, TASKS, EVENTS, HELD -> soql;
    };
  }

  String idField() {
    return idField;
  }

  /** Whether its rows are activities of contacts. */
  boolean isActivity() {
    return this != MODIFIED && this != HELD;
  }
}
