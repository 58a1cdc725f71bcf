package io.tributary.service.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param cursor what the next request sends as {@code cursor}; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String cursor) {}
