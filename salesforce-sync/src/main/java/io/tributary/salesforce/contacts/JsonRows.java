package io.tributary.salesforce.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Contacts as JSON: the array of sObject Collections, with a null for each contact that is not visible, or the records of a query. */
public final class JsonRows extends ContactRows {

  private final InputStream json;
  private final JsonMapper mapper;
  private final Map<String, Integer> places = new HashMap<>();

  /** @param fields of the plan */
  public JsonRows(InputStream json, List<String> fields, JsonMapper mapper) {
    this.json = json;
    this.mapper = mapper;
    for (int i = 0; i < fields.size(); i++) {
      places.put(fields.get(i), i);
    }
  }

  @Override
  void forEach(Sink sink) throws IOException {
    try (var parser = mapper.createParser(json)) {
      toArray(parser);
      var row = new ContactRow(places.size());
      for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
        if (token == null) {
          throw new IOException("an answer broke off");
        }
        if (token == JsonToken.START_OBJECT) {
          fill(row, parser);
          sink.row(row);
        }
      }
    } catch (JacksonException e) {
      throw new IOException("an answer is not JSON, or broke off", e);
    }
  }

  /** Past what stands around the records. */
  private static void toArray(JsonParser parser) throws IOException {
    for (var token = parser.nextToken(); token != JsonToken.START_ARRAY; token = parser.nextToken()) {
      if (token == null) {
        throw new IOException("an answer holds no records");
      }
    }
  }

  private void fill(ContactRow row, JsonParser parser) {
    row.clear();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var place = places.get(parser.currentName());
      var token = parser.nextToken();
      if (token.isStructStart()) {
        parser.skipChildren(); // attributes, and addresses as a whole
      } else if (place != null && token != JsonToken.VALUE_NULL) {
        row.put(place, parser.getString());
      }
    }
  }
}
