package io.tributary.salesforce.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Up to 2,000 rows of a query.
 *
 * @param total rows of the whole query
 * @param next where the next page is; null on the last
 */
public record QueryPage(long total, JsonNode records, @Nullable String next) {}
