package io.tributary.simulators.salesforce.org;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Who takes part in which activity, as {@code TaskWhoRelation} and its like tell it: row n is the relation with the number n. */
final class RelationSheet implements Sheet {

  private final String name;
  private final String prefix;
  private final Activities activities;
  private final LongPredicate detached;
  private final Columns columns;

  /**
   * @param activity what it relates to
   * @param full whether it has the fields of {@code TaskRelation} beside those of {@code TaskWhoRelation}
   * @param detached contacts whose relations are gone with them
   */
  RelationSheet(String name, String prefix, ActivitySheet activity, Activities activities, boolean full, LongPredicate detached) {
    this.name = name;
    this.prefix = prefix;
    this.activities = activities;
    this.detached = detached;
    this.columns = new Columns(fields(activity, full)).withParent(parent(activity));
  }

  private List<Column> fields(ActivitySheet activity, boolean full) {
    var columns = new ArrayList<Column>();
    columns.add(Column.of(new Field("Id", "Relation ID", "id", 18, false, false, null, null), row -> SalesforceId.of(prefix, row)));
    columns.add(Column.of(Field.reference("RelationId", "Contact"), row -> Activities.whoId(activities.who(row))));
    columns.add(Column.of(
        Field.reference(activity.name() + "Id", activity.name()), row -> SalesforceId.of(activity.prefix(), activities.activity(row))));
    columns.add(Column.of(Field.of("Type", "picklist", 40), row -> activities.who(row) >= 0 ? "Contact" : "Lead"));
    if (full) {
      columns.add(Column.of(Field.of("IsWhat", "boolean", 0), row -> false));
      columns.add(Column.of(Field.of("IsDeleted", "boolean", 0), row -> false));
      for (var time : List.of("CreatedDate", "LastModifiedDate", "SystemModstamp")) {
        columns.add(Column.of(Field.of(time, "datetime", 0), row -> activities.at(activities.activity(row))));
      }
    }
    return columns;
  }

  private List<Column> parent(ActivitySheet activity) {
    return activity.columns().own().stream()
        .map(column -> new Column(column.field(), activity.name() + "." + column.path(), row -> column.value(activities.activity(row))))
        .toList();
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
    return Rows.first(activities.relations());
  }

  @Override
  public @Nullable Index index(Column column) {
    return column.path().equals("RelationId") ? new ByWho() : null;
  }

  @Override
  public boolean isVisible(long row, boolean withDeleted) {
    return !detached.test(activities.who(row));
  }

  private final class ByWho implements Index {

    @Override
    public Rows anyOf(Collection<String> ids) {
      return Rows.of(ids.stream().distinct().sorted(SalesforceId::compare).map(activities::ofWho)
          .flatMapToLong(rows -> LongStream.range(0, rows.size()).map(rows::row))
          .toArray());
    }

    @Override
    public Rows from(String id) {
      return activities.fromWho(id);
    }

    @Override
    public Rows all() {
      return activities.fromWho("");
    }
  }
}
