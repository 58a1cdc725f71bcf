package io.tributary.simulators.mail;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which messages of a mailbox belong together: those that name one another, or the same third one, in their header. */
final class Threads {

  private final Map<String, String> parents = new HashMap<>();

  static Threads of(Collection<Letter> letters) {
    var threads = new Threads();
    letters.forEach(letter -> threads.unite(List.copyOf(letter.references())));
    return threads;
  }

  /** Equal for two messages of one thread; {@code own} for a message that is tied to none, not even by an id of its own. */
  String of(Letter letter, String own) {
    return letter.references().stream().findFirst().map(this::root).orElse(own);
  }

  private void unite(List<String> ids) {
    for (var id : ids) {
      parents.put(root(id), root(ids.getFirst()));
    }
  }

  private String root(String id) {
    var parent = parents.get(id);
    if (parent == null || parent.equals(id)) {
      return id;
    }
    var root = root(parent);
    parents.put(id, root);
    return root;
  }
}
