package io.tributary.salesforce.mapping;

import java.util.Set;

/** What a column holds, and which of Salesforce's types fit into it. */
public enum ColumnType {

  ID(Set.of("id", "reference", "string")),
  TEXT(Set.of()),
  BOOLEAN(Set.of("boolean")),
  DATE(Set.of("date")),
  TIMESTAMP(Set.of("datetime")),
  NUMBER(Set.of("double", "int", "long", "currency", "percent"));

  private final Set<String> types;

  ColumnType(Set<String> types) {
    this.types = types;
  }

  /** Text holds everything. */
  boolean takes(String salesforceType) {
    return this == TEXT || types.contains(salesforceType);
  }

  /** What a field without a column is in JSON. */
  static ColumnType of(String salesforceType) {
    if (BOOLEAN.takes(salesforceType)) {
      return BOOLEAN;
    }
    return NUMBER.types.contains(salesforceType) ? NUMBER : TEXT;
  }
}
