package io.tributary.simulators.server;

import java.util.Map;

/**
 * How often the API was called since the start, whatever the answer was.
 *
 * @param byPath by method and route, as {@code GET /api/v1/emails/{id}}
 * @param byChannel by {@code email}, {@code whatsapp}, {@code linkedin}; calls that belong to none are in none
 * @param byAccount by the account's id, and then by path; calls that name none are in none
 */
public record Calls(long total, Map<String, Long> byPath, Map<String, Long> byChannel, Map<String, Map<String, Long>> byAccount) {

  /** Calls for one account. @param path method and route, as {@code GET /api/v1/chats/{id}/messages} */
  public long of(String account, String path) {
    return byAccount.getOrDefault(account, Map.of()).getOrDefault(path, 0L);
  }
}
