package io.tributary.simulators.slack;

import io.tributary.simulators.server.Paging;
import io.tributary.simulators.server.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of a list, with the cursor of the next one. */
record Pages(List<Map<String, Object>> items, @Nullable String next) {

  static final Paging PAGING = new Paging(
      request -> Arguments.of(request).get("cursor"), List.of("messages", "channels"), (page, cursor) -> {
        page.withObject("/response_metadata").put("next_cursor", cursor);
        page.put("has_more", true);
      }, cursor(0));

  static Pages of(List<Map<String, Object>> all, Arguments arguments, int most, int usual) {
    int limit = Math.clamp(arguments.number("limit", usual), 1, most);
    int from = offset(arguments.get("cursor"));
    if (from > all.size()) {
      throw new Refused(SlackSimulator.error("invalid_cursor"));
    }
    int to = Math.min(all.size(), from + limit);
    return new Pages(all.subList(from, to), to < all.size() ? cursor(to) : null);
  }

  Map<String, Object> as(String name) {
    return Map.of(name, items, "response_metadata", Map.of("next_cursor", next == null ? "" : next));
  }

  private static String cursor(int offset) {
    return Base64.getEncoder().encodeToString(("next:" + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(@Nullable String cursor) {
    try {
      return cursor == null ? 0 : Integer.parseInt(new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8).substring(5));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw new Refused(SlackSimulator.error("invalid_cursor"));
    }
  }
}
