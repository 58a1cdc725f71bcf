package io.tributary.simulators.unipile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param cursor of the next page; null on the last one
 */
record ListJson(String object, List<?> items, @Nullable String cursor) {}
