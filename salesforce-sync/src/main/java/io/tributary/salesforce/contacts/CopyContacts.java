package io.tributary.salesforce.contacts;

import io.tributary.salesforce.mapping.ColumnType;
import io.tributary.salesforce.mapping.FieldPlan;
import io.tributary.salesforce.mapping.SelectedField;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyIn;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Copies the rows of one page into a table, as they come: nothing but ids is kept in memory. */
final class CopyContacts {

  private final FieldPlan plan;
  private final JsonMapper json;
  private final SelectedField[] fields;
  private final int[] inColumns;
  private final int[] inExtra;
  private final int id;

  CopyContacts(FieldPlan plan, JsonMapper json) {
    this.plan = plan;
    this.json = json;
    this.id = plan.names().indexOf("Id");
    this.fields = plan.fields().toArray(SelectedField[]::new);
    this.inColumns = IntStream.range(0, fields.length).filter(i -> fields[i].column() != null).toArray();
    this.inExtra = IntStream.range(0, fields.length).filter(i -> fields[i].column() == null).toArray();
  }

  /**
   * @param rows that came, without those that came twice
   * @param rejected values that had not the form of their type
   */
  record Copied(long rows, int rejected) {}

  /** The columns that are copied into. */
  List<String> columns() {
    var names = new ArrayList<String>();
    plan.fields().stream().map(SelectedField::column).filter(Objects::nonNull).forEach(names::add);
    if (inExtra.length > 0) {
      names.add("extra");
    }
    return names;
  }

  Copied into(String table, ContactRows rows, CopyManager copies) throws SQLException, IOException {
    var copy = copies.copyIn("copy %s (%s) from stdin".formatted(table, String.join(", ", columns())));
    try {
      var page = new Page(copy);
      rows.forEach(page);
      page.text.flush();
      copy.endCopy();
      return new Copied(page.came, page.rejected);
    } catch (Undeliverable e) {
      throw e.reason();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private final class Page implements ContactRows.Sink {

    private final CopyText text;
    private final Set<String> seen = new HashSet<>();
    private long came;
    private int rejected;

    private Page(CopyIn copy) {
      this.text = new CopyText(copy);
    }

    @Override
    public void row(ContactRow row) throws IOException {
      came++;
      if (seen.add(row.text(id))) {
        try {
          write(row);
        } catch (SQLException e) {
          throw new Undeliverable(e);
        }
      }
    }

    private void write(ContactRow row) throws SQLException {
      for (var place : inColumns) {
        if (row.isEmpty(place)) {
          text.nothing();
        } else if (holds(row, place)) {
          text.value(row.chars(), row.from(place), row.to(place));
        } else {
          rejected++;
          text.nothing();
        }
      }
      if (inExtra.length > 0) {
        var extra = extra(row).toCharArray();
        text.value(extra, 0, extra.length);
      }
      text.endOfRow();
    }

    private boolean holds(ContactRow row, int place) {
      return switch (fields[place].type()) {
        case TEXT, ID -> true;
        case BOOLEAN, NUMBER, DATE, TIMESTAMP -> ReadValue.holds(row.text(place), fields[place].type());
      };
    }

    private String extra(ContactRow row) {
      var out = new StringWriter();
      try (var object = json.createGenerator(out)) {
        object.writeStartObject();
        for (var place : inExtra) {
          if (!row.isEmpty(place)) {
            writeExtra(object, fields[place], row.text(place).replace("\0", ""));
          }
        }
        object.writeEndObject();
      }
      return out.toString();
    }
  }

  private static void writeExtra(JsonGenerator object, SelectedField field, String value) {
    object.writeName(field.name());
    switch (field.type()) {
      case BOOLEAN -> object.writeBoolean(Boolean.parseBoolean(value));
      case NUMBER -> {
        if (ReadValue.holds(value, ColumnType.NUMBER)) {
          object.writeNumber(new BigDecimal(value));
        } else {
          object.writeString(value);
        }
      }
      default -> object.writeString(value);
    }
  }

  /** The database's failure, on its way through the reader of the rows. */
  private static final class Undeliverable extends IOException {

    private final SQLException reason;

    private Undeliverable(SQLException reason) {
      super(reason);
      this.reason = reason;
    }

    private SQLException reason() {
      return reason;
    }
  }
}
