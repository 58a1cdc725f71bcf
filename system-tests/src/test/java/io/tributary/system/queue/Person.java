package io.tributary.system.queue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who writes to every account of a tenant, and whom nobody looked for before.
 *
 * @param number in international form
 * @param messages that an account shows, by the account's id
 */
record Person(String number, Map<String, List<String>> messages) {

  Set<String> allMessages() {
    return messages.values().stream().flatMap(List::stream).collect(Collectors.toSet());
  }
}
