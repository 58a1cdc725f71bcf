package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.Column;
import io.tributary.simulators.salesforce.org.SalesforceId;
import io.tributary.simulators.salesforce.query.Found;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records as REST shows them. */
final class RecordJson {

  static Map<String, @Nullable Object> of(String version, Found.Listed found, long row) {
    var sheet = found.sheet();
    var record = new LinkedHashMap<String, @Nullable Object>();
    record.put("attributes", Map.of(
        "type", sheet.name(), "url", "/services/data/" + version + "/sobjects/" + sheet.name() + "/" + SalesforceId.of(sheet.prefix(), row)));
    found.columns().forEach(column -> put(record, column, row));
    return record;
  }

  private static void put(Map<String, @Nullable Object> record, Column column, long row) {
    var dot = column.path().indexOf('.');
    if (dot < 0) {
      record.put(column.path(), value(column.value(row)));
      return;
    }
    var parent = column.path().substring(0, dot);
    @SuppressWarnings("unchecked") // nothing else is put under a parent's name
    var fields = (Map<String, @Nullable Object>) Objects.requireNonNull(
        record.computeIfAbsent(parent, name -> new LinkedHashMap<String, @Nullable Object>(Map.of("attributes", Map.of("type", name)))));
    fields.put(column.path().substring(dot + 1), value(column.value(row)));
  }

  static Map<String, @Nullable Object> ofGroup(List<String> names, @Nullable Object[] values) {
    var record = new LinkedHashMap<String, @Nullable Object>();
    record.put("attributes", Map.of("type", "AggregateResult"));
    for (int i = 0; i < values.length; i++) {
      record.put(names.get(i), values[i] instanceof Double number ? (Object) number.longValue() : value(values[i]));
    }
    return record;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant moment -> Times.json(moment);
      case LocalDate day -> day.toString();
      default -> value;
    };
  }

  private RecordJson() {}
}
