package io.tributary.salesforce.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Reads a page of a query. Where the next one is stands before the rows and is told at once; what Salesforce adds to each row is left out. */
final class ReadQueryPage {

  private final JsonMapper json;
  /** Reads a value among others. */
  private final ObjectReader values;

  ReadQueryPage(JsonMapper json) {
    this.json = json;
    this.values = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** @param begun gets the address of the next page, if there is one */
  QueryPage read(InputStream answer, Consumer<String> begun) throws IOException {
    try (var parser = json.createParser(answer)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("an answer is no page of rows");
      }
      long total = 0;
      boolean done = false;
      String next = null;
      var rows = json.createArrayNode();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "totalSize" -> total = parser.getLongValue();
          case "done" -> done = parser.getBooleanValue();
          case "nextRecordsUrl" -> next = next(parser, done, begun);
          case "records" -> read(parser, rows);
          default -> parser.skipChildren();
        }
      }
      return new QueryPage(total, rows, done ? null : next);
    }
  }

  private static @Nullable String next(JsonParser parser, boolean done, Consumer<String> begun) {
    var next = parser.getValueAsString();
    if (next != null && !done) {
      begun.accept(next);
    }
    return next;
  }

  private void read(JsonParser parser, ArrayNode rows) {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      var row = rows.addObject();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        var token = parser.nextToken();
        if (name.equals("attributes")) {
          parser.skipChildren();
        } else if (token == JsonToken.VALUE_STRING) {
          row.put(name, parser.getString());
        } else {
          row.set(name, values.readTree(parser));
        }
      }
    }
  }
}
