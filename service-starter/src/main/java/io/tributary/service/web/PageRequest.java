package io.tributary.service.web;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for. Declare it as a controller method's parameter.
 *
 * @param limit items of a page, 1 to 200; 50 where the request does not say
 * @param cursor from the page before; null for the first
 */
public record PageRequest(int limit, @Nullable String cursor) {

  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 200;

  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalid("limit", "must be from 1 to " + MAX_LIMIT);
    }
  }
}
