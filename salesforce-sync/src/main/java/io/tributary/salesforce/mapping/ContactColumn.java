package io.tributary.salesforce.mapping;

import java.util.List;

/**
 * A column of {@code contacts}.
 *
 * @param fields names that the field may have in an organisation; the first that is there counts
 */
record ContactColumn(String name, ColumnType type, List<String> fields) {}
