package io.tributary.simulators.salesforce.org;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The contacts: row n is the contact with the number n. */
final class ContactSheet implements Sheet {

  static final String PREFIX = "003";
  private static final List<String> ADDRESS = List.of("Street", "City", "State", "PostalCode", "Country", "Latitude", "Longitude", "GeocodeAccuracy");

  private final ContactValues values;
  private final Fates fates;
  private final AtomicLong count;
  private final Map<Long, Change> changes = new ConcurrentHashMap<>();
  private volatile Columns columns;

  ContactSheet(OrgSize size, long seed) {
    this.values = new ContactValues(seed, size.contacts());
    this.fates = new Fates(size);
    this.count = new AtomicLong(size.contacts());
    this.columns = new Columns(planned());
  }

  private List<Column> planned() {
    var planned = new ArrayList<Column>();
    for (var plan : FieldPlan.contacts()) {
      planned.add(Column.of(plan.field(), valuesOf(plan, planned.size())));
    }
    return planned;
  }

  private LongFunction<@Nullable Object> valuesOf(FieldPlan plan, int place) {
    return switch (plan.values()) {
      case "id" -> row -> SalesforceId.of(PREFIX, row);
      case "isDeleted" -> row -> fate(row).kind() == Fate.Kind.DELETED;
      case "masterRecordId" -> row -> fate(row).winner() < 0 ? null : SalesforceId.of(PREFIX, fate(row).winner());
      case "modified", "modstamp" -> stamp(values.planned(plan, place));
      case String address when address.startsWith("address:") -> address(address.substring("address:".length()));
      default -> changeable(plan.field().name(), values.planned(plan, place));
    };
  }

  private LongFunction<@Nullable Object> changeable(String field, ContactValues.Maker maker) {
    return row -> {
      var change = changes.isEmpty() ? null : changes.get(row);
      return change != null && change.values().containsKey(field) ? change.values().get(field) : maker.make(row, 0);
    };
  }

  private LongFunction<@Nullable Object> stamp(ContactValues.Maker maker) {
    return row -> {
      var change = changes.isEmpty() ? null : changes.get(row);
      return change == null ? maker.make(row, 0) : change.at();
    };
  }

  private LongFunction<@Nullable Object> address(String prefix) {
    return row -> {
      var parts = new LinkedHashMap<String, @Nullable Object>();
      for (var part : ADDRESS) {
        var column = columns.find(prefix + part);
        parts.put(Character.toLowerCase(part.charAt(0)) + part.substring(1), column == null ? null : column.value(row));
      }
      return parts.values().stream().allMatch(part -> part == null) ? null : parts;
    };
  }

  @Override
  public String name() {
    return "Contact";
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public Rows all() {
    return Rows.first(count.get());
  }

  @Override
  public @Nullable Index index(Column column) {
    return column.path().equals("Id") ? new ById() : null;
  }

  @Override
  public boolean isVisible(long row, boolean withDeleted) {
    return fate(row).isVisible(withDeleted);
  }

  Fate fate(long row) {
    var change = changes.isEmpty() ? null : changes.get(row);
    return change == null ? fates.of(row) : change.fate();
  }

  boolean isGone(long row) {
    return fate(row).kind() == Fate.Kind.DELETED || fate(row).kind() == Fate.Kind.PURGED;
  }

  Instant modstamp(long row) {
    var change = changes.get(row);
    return change == null ? values.modstamp(row) : change.at();
  }

  /** -1 if there is none with that id. */
  long row(String id) {
    var row = SalesforceId.number(PREFIX, id);
    return row < count.get() ? row : -1;
  }

  long create(Map<String, @Nullable Object> given, Instant at) {
    var row = count.getAndIncrement();
    changes.put(row, new Change(at, given, Fate.LIVE));
    return row;
  }

  void change(long row, UnaryOperator<Change> how) {
    changes.compute(row, (number, before) -> how.apply(before == null ? new Change(values.modstamp(number), Map.of(), fates.of(number)) : before));
  }

  void hide(String field) {
    if (columns.find(field) == null) {
      throw new IllegalArgumentException("Contact has no field %s.".formatted(field));
    }
    columns = columns.without(field);
  }

  /** Adds the field, empty but where contacts were changed, or gives one that is there another type. */
  void define(Field field) {
    var before = columns.find(field.name());
    columns = columns.with(before == null
        ? Column.of(field, changeable(field.name(), (row, bits) -> null))
        : new Column(field, before.path(), before.values()));
  }

  private final class ById implements Index {

    @Override
    public Rows anyOf(Collection<String> ids) {
      return Rows.of(ids.stream().mapToLong(ContactSheet.this::row).filter(row -> row >= 0).sorted().distinct().toArray());
    }

    @Override
    public Rows from(String id) {
      var from = row(id);
      return from < 0 ? all() : new Rows(count.get() - from, position -> from + position);
    }

    @Override
    public Rows all() {
      return Rows.first(count.get());
    }
  }
}
