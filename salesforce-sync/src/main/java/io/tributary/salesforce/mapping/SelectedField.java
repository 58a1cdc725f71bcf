package io.tributary.salesforce.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A field that is asked for.
 *
 * @param name Salesforce's
 * @param column where it is kept; null: in {@code extra}, under its name
 */
public record SelectedField(String name, @Nullable String column, ColumnType type) {}
