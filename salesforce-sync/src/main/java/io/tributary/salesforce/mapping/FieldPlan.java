package io.tributary.salesforce.mapping;

import io.tributary.salesforce.connection.TenantOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which fields are asked for and where each is kept: the columns that the organisation has fields for, and its other custom fields in
 * {@code extra}.
 */
public final class FieldPlan {

  private static final List<String> REQUIRED = List.of("Id", "SystemModstamp", "IsDeleted");

  private final List<SelectedField> fields;
  private final List<String> notices;

  private FieldPlan(List<SelectedField> fields, List<String> notices) {
    this.fields = fields;
    this.notices = notices;
  }

  /**
   * @param extra whether custom fields without a column are kept too
   * @throws IllegalArgumentException if a field that nothing works without is not there, or the tenant's mapping names a column that is not
   */
  public static FieldPlan of(Description description, TenantOptions options, boolean extra) {
    var columns = ContactColumns.read();
    var notices = new ArrayList<String>();
    var wanted = wanted(columns, options);
    var fields = new ArrayList<SelectedField>();
    var taken = new HashSet<String>();
    for (var column : columns) {
      found(description, wanted.getOrDefault(column.name(), column.fields())).ifPresentOrElse(field -> {
        if (column.type().takes(field.type())) {
          fields.add(new SelectedField(field.name(), column.name(), column.type()));
          taken.add(field.name());
        } else {
          notices.add("mapping: field %s is of type %s and does not fit the column %s; it is kept in extra".formatted(
              field.name(), field.type(), column.name()));
        }
      }, () -> options.columns().forEach((field, name) -> {
        if (name.equals(column.name())) {
          notices.add("mapping: the organisation has no field %s; the column %s stays empty".formatted(field, name));
        }
      }));
    }
    refuseWithout(fields);
    if (extra) {
      description.fields().values().stream()
          .filter(field -> field.custom() && !taken.contains(field.name()))
          .forEach(field -> fields.add(new SelectedField(field.name(), null, ColumnType.of(field.type()))));
    }
    return new FieldPlan(List.copyOf(fields), List.copyOf(notices));
  }

  private static Map<String, List<String>> wanted(List<ContactColumn> columns, TenantOptions options) {
    var known = columns.stream().map(ContactColumn::name).collect(Collectors.toSet());
    var wanted = new HashMap<String, List<String>>();
    options.columns().forEach((field, column) -> {
      if (!known.contains(column)) {
        throw new IllegalArgumentException(
            "The mapping of field %s names the column %s, which contacts do not have. Leave it out: custom fields are kept in extra.".formatted(field, column));
      }
      wanted.put(column, List.of(field));
    });
    return wanted;
  }

  private static Optional<DescribedField> found(Description description, List<String> names) {
    return names.stream().filter(description.fields()::containsKey).findFirst().map(name -> described(description, name));
  }

  private static DescribedField described(Description description, String name) {
    var field = description.fields().get(name);
    if (field == null) {
      throw new IllegalStateException(name);
    }
    return field;
  }

  private static void refuseWithout(List<SelectedField> fields) {
    var names = fields.stream().map(SelectedField::name).collect(Collectors.toSet());
    var missing = REQUIRED.stream().filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("The user cannot read the fields %s of Contact: give its profile access to them.".formatted(missing));
    }
  }

  /** The same without some fields that the organisation refuses. */
  public FieldPlan without(List<String> names) {
    var left = fields.stream().filter(field -> !names.contains(field.name())).toList();
    refuseWithout(left);
    var lines = names.stream().map(name -> "mapping: field %s was refused by Salesforce in mid-run and left out".formatted(name));
    return new FieldPlan(left, Stream.concat(notices.stream(), lines).toList());
  }

  public List<SelectedField> fields() {
    return fields;
  }

  public List<String> names() {
    return fields.stream().map(SelectedField::name).toList();
  }

  /** Lines for the report of a run. */
  public List<String> notices() {
    return notices;
  }
}
