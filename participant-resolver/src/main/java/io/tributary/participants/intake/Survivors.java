package io.tributary.participants.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of stored things that turn out to be the same survives: the oldest, which has the smallest id. It is found over a whole batch: where one
 * message ties 2 to 1 and another ties 3 to 2, both go into 1.
 */
final class Survivors {

  private final Groups<Long> same = new Groups<>();
  private final Map<Long, String> tenants = new HashMap<>();

  /** @param ids of things that are the same */
  void same(String tenant, Collection<Long> ids) {
    same.together(ids);
    ids.forEach(id -> tenants.put(id, tenant));
  }

  /** By id, for every id that was named. */
  Map<Long, Long> byId() {
    var survivors = new HashMap<Long, Long>();
    same.all().forEach(group -> group.forEach(id -> survivors.put(id, Collections.min(group))));
    return survivors;
  }

  /** Those that do not survive. */
  List<Merge> merges() {
    var merges = new ArrayList<Merge>();
    byId().forEach((id, survivor) -> {
      if (!id.equals(survivor)) {
        merges.add(new Merge(tenants.getOrDefault(id, ""), id, survivor));
      }
    });
    Collections.sort(merges);
    return merges;
  }
}
