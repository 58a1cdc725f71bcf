package io.tributary.participants.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Disjoint sets: what is named together once is together for good (union-find with path halving). */
final class Groups<T> {

  private final Map<T, T> parents = new HashMap<>();

  /** Puts all of them into one group. */
  void together(Collection<T> members) {
    var iterator = members.iterator();
    if (iterator.hasNext()) {
      var root = rootOf(iterator.next());
      while (iterator.hasNext()) {
        parents.put(rootOf(iterator.next()), root);
      }
    }
  }

  /** The same for all members of a group, until groups are put together. */
  T rootOf(T member) {
    var at = member;
    var parent = parents.computeIfAbsent(at, self -> self);
    while (!parent.equals(at)) {
      var grandparent = parents.getOrDefault(parent, parent);
      parents.put(at, grandparent);
      at = grandparent;
      parent = parents.getOrDefault(at, at);
    }
    return at;
  }

  Collection<List<T>> all() {
    var groups = new LinkedHashMap<T, List<T>>();
    for (var member : List.copyOf(parents.keySet())) {
      groups.computeIfAbsent(rootOf(member), _ -> new ArrayList<>()).add(member);
    }
    return groups.values();
  }
}
