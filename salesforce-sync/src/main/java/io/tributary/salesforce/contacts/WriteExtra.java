package io.tributary.salesforce.contacts;

import io.tributary.salesforce.mapping.ColumnType;
import io.tributary.salesforce.mapping.SelectedField;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes fields that have no column as a JSON object; one writer for all contacts of a page, since making one takes longer than a few fields. */
final class WriteExtra implements AutoCloseable {

  private final SelectedField[] fields;
  private final int[] places;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final JsonGenerator json;

  /** @param places of those without a column, among the fields of the plan */
  WriteExtra(SelectedField[] fields, int[] places, JsonMapper mapper) {
    this.fields = fields;
    this.places = places;
    this.json = mapper.createGenerator(written);
  }

  /** @return UTF-8 */
  byte[] of(ContactRow row) {
    written.reset();
    json.writeStartObject();
    for (var place : places) {
      if (!row.isEmpty(place)) {
        json.writeName(fields[place].name());
        value(row, place);
      }
    }
    json.writeEndObject();
    json.flush();
    return written.toByteArray();
  }

  private void value(ContactRow row, int place) {
    var text = row.text(place).replace("\0", "");
    switch (fields[place].type()) {
      case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(text));
      case NUMBER -> {
        if (ReadValue.holds(row.bytes(), row.from(place), row.to(place), ColumnType.NUMBER)) {
          json.writeNumber(new BigDecimal(text));
        } else {
          json.writeString(text);
        }
      }
      case TEXT, ID, DATE, TIMESTAMP -> json.writeString(text);
    }
  }

  @Override
  public void close() {
    json.close();
  }
}
