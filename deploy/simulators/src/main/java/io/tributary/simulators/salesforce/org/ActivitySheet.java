package io.tributary.simulators.salesforce.org;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks, or the events: row n is the activity with the number n. */
final class ActivitySheet implements Sheet {

  private static final String[] SUBJECTS = {"Call", "Email", "Send Letter", "Send Quote", "Follow-up", "Lunch and learn", "Sample drop"};
  private static final String[] STATES = {"Not Started", "In Progress", "Completed", "Completed", "Completed", "Deferred"};

  private final String name;
  private final String prefix;
  private final Activities activities;
  private final Columns columns;

  ActivitySheet(String name, String prefix, Activities activities) {
    this.name = name;
    this.prefix = prefix;
    this.activities = activities;
    this.columns = new Columns(fields());
  }

  private List<Column> fields() {
    var columns = new ArrayList<Column>();
    columns.add(Column.of(new Field("Id", "Activity ID", "id", 18, false, false, null, null), row -> SalesforceId.of(prefix, row)));
    columns.add(Column.of(Field.reference("WhoId", "Contact"), row -> Activities.whoId(who(row))));
    columns.add(Column.of(Field.of("Subject", "string", 255), row -> Pools.pick(SUBJECTS, activities.bits(row))));
    if (name.equals("Task")) {
      columns.add(Column.of(Field.of("Status", "picklist", 40), row -> Pools.pick(STATES, activities.bits(row) >>> 8)));
    }
    columns.add(Column.of(Field.of("ActivityDate", "date", 0), row -> LocalDate.ofInstant(activities.at(row), ZoneOffset.UTC)));
    columns.add(Column.of(Field.of("IsDeleted", "boolean", 0), row -> false));
    columns.add(Column.of(Field.of("IsArchived", "boolean", 0), row -> false));
    columns.add(Column.of(Field.reference("OwnerId", "User"), row -> SalesforceId.of("005", Chance.below(50, activities.bits(row) >>> 16))));
    for (var time : List.of("CreatedDate", "LastModifiedDate", "SystemModstamp")) {
      columns.add(Column.of(Field.of(time, "datetime", 0), activities::at));
    }
    return columns;
  }

  private long who(long row) {
    return activities.who(activities.firstRelation(row));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String prefix() {
    return prefix;
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public Rows all() {
    return Rows.first(activities.activities());
  }

  @Override
  public @Nullable Index index(Column column) {
    return column.path().equals("Id") ? new ById() : null;
  }

  @Override
  public boolean isVisible(long row, boolean withDeleted) {
    return true;
  }

  private final class ById implements Index {

    @Override
    public Rows anyOf(Collection<String> ids) {
      var count = activities.activities();
      return Rows.of(ids.stream()
          .mapToLong(id -> SalesforceId.number(prefix, id)).filter(row -> row >= 0 && row < count).sorted().distinct().toArray());
    }

    @Override
    public Rows from(String id) {
      var from = Math.max(0, SalesforceId.number(prefix, id));
      return new Rows(Math.max(0, activities.activities() - from), position -> from + position);
    }

    @Override
    public Rows all() {
      return Rows.first(activities.activities());
    }
  }
}
