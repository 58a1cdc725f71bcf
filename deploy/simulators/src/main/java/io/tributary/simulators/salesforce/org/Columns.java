package io.tributary.simulators.salesforce.org;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of an object, found whatever the case of the name. */
public final class Columns {

  private final Map<String, Column> own = new LinkedHashMap<>();
  private final Map<String, Column> ofParents = new LinkedHashMap<>();

  Columns(List<Column> columns) {
    columns.forEach(column -> own.put(key(column.path()), column));
  }

  Columns withParent(List<Column> columns) {
    var all = new Columns(List.copyOf(own.values()));
    all.ofParents.putAll(ofParents);
    columns.forEach(column -> all.ofParents.put(key(column.path()), column));
    return all;
  }

  Columns without(String name) {
    return new Columns(own.values().stream().filter(column -> !column.field().name().equalsIgnoreCase(name)).toList());
  }

  /** In place of the one of the same name, or at the end. */
  Columns with(Column column) {
    var all = new Columns(Stream.concat(own.values().stream(), Stream.of(column)).toList());
    all.ofParents.putAll(ofParents);
    return all;
  }

  public @Nullable Column find(String path) {
    var column = own.get(key(path));
    return column == null ? ofParents.get(key(path)) : column;
  }

  /** Those that describe tells. */
  public Collection<Column> own() {
    return own.values();
  }

  private static String key(String path) {
    return path.toLowerCase(Locale.ROOT);
  }
}
