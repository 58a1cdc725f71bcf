package io.tributary.salesforce.connection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has otherwise than {@code application.yml} says.
 *
 * @param pipeline of the records; null: the usual one
 * @param columns Salesforce's name of a field → the column it is kept in
 * @param recordFields a record's field → the Salesforce field, or several with commas between, of which the first that is filled counts
 */
public record TenantOptions(@Nullable String pipeline, Map<String, String> columns, Map<String, String> recordFields) {

  public static final TenantOptions NONE = new TenantOptions(null, Map.of(), Map.of());

  public TenantOptions {
    columns = columns == null ? Map.of() : Map.copyOf(columns);
    recordFields = recordFields == null ? Map.of() : Map.copyOf(recordFields);
  }
}
