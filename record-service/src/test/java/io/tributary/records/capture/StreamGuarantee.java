package io.tributary.records.capture;

import io.tributary.records.capture.StatesOfPeople.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the stream owes for what was committed: each version of each record, with what it held; its successor never before it; the last
 * one last. After a crash a piece may be said once more: then it goes back, and on from there without a leap. Nothing that was rolled back.
 */
final class StreamGuarantee {

  /** By record, how it was broken. */
  static Map<Long, String> broken(Map<Long, List<String>> committed, Map<Long, List<Said>> said) {
    var broken = new TreeMap<Long, String>();
    committed.forEach((id, emails) -> {
      var problems = problems(emails, said.getOrDefault(id, List.of()));
      if (!problems.isEmpty()) {
        broken.put(id, String.join("; ", problems));
      }
    });
    said.keySet().stream().filter(id -> !committed.containsKey(id)).forEach(id -> broken.put(id, "said, though rolled back"));
    return broken;
  }

  /** Records of which the stream does not hold what was committed last. */
  static List<Long> lost(Map<Long, List<String>> committed, Map<Long, List<Said>> said) {
    return committed.keySet().stream()
        .filter(id -> !said.containsKey(id) || !said.get(id).getLast().email().equals(committed.get(id).getLast()))
        .toList();
  }

  private static List<String> problems(List<String> emails, List<Said> said) {
    var problems = new ArrayList<String>();
    long before = 0;
    for (var one : said) {
      if (one.version() > before + 1) {
        problems.add("version %d follows %d".formatted(one.version(), before));
      }
      if (one.version() > emails.size() || !emails.get((int) one.version() - 1).equals(one.email())) {
        problems.add("version %d is said to hold %s".formatted(one.version(), one.email()));
      }
      before = one.version();
    }
    if (before != emails.size()) {
      problems.add("version %d is said last of %d".formatted(before, emails.size()));
    }
    return problems;
  }

  private StreamGuarantee() {}
}
