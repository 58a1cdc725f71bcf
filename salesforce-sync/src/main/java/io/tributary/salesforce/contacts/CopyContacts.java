package io.tributary.salesforce.contacts;

import io.tributary.salesforce.mapping.FieldPlan;
import io.tributary.salesforce.mapping.SelectedField;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
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
    try (var extra = new WriteExtra(fields, inExtra, json)) {
      var page = new Page(copy, extra);
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
    private final WriteExtra extra;
    private final Set<String> seen = new HashSet<>();
    private long came;
    private int rejected;

    private Page(CopyIn copy, WriteExtra extra) {
      this.text = new CopyText(copy::writeToCopy);
      this.extra = extra;
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
        } else if (ReadValue.holds(row.bytes(), row.from(place), row.to(place), fields[place].type())) {
          text.value(row.bytes(), row.from(place), row.to(place));
        } else {
          rejected++;
          text.nothing();
        }
      }
      if (inExtra.length > 0) {
        var object = extra.of(row);
        text.value(object, 0, object.length);
      }
      text.endOfRow();
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
