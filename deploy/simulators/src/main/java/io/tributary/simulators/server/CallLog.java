package io.tributary.simulators.server;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts every call and remembers the last ones. */
final class CallLog {

  private static final int REMEMBERED = 2000;
  private static final String UNKNOWN = "unknown path";

  /**
   * One call.
   *
   * @param query the parameters as they were understood; keys and other headers are never kept
   */
  record Entry(String at, String method, String path, Map<String, String> query, int status, long micros) {}

  private final LongAdder total = new LongAdder();
  private final Map<String, LongAdder> byPath = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> byChannel = new ConcurrentHashMap<>();
  private final ArrayDeque<Entry> last = new ArrayDeque<>();

  CallLog(Iterable<String> channels) {
    channels.forEach(channel -> byChannel.put(channel, new LongAdder()));
  }

  void add(Request request, @Nullable Route route, int status, long nanos) {
    total.increment();
    byPath.computeIfAbsent(route == null ? UNKNOWN : route.name(), name -> new LongAdder()).increment();
    var channel = route == null ? null : route.channel().apply(request);
    if (channel != null) {
      byChannel.computeIfAbsent(channel, name -> new LongAdder()).increment();
    }
    remember(new Entry(Instant.now().toString(), request.method(), request.path(), request.query(), status, nanos / 1000));
  }

  Calls calls() {
    return new Calls(total.sum(), sums(byPath), sums(byChannel));
  }

  /** Oldest first. */
  List<Entry> last() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  private void remember(Entry entry) {
    synchronized (last) {
      if (last.size() == REMEMBERED) {
        last.removeFirst();
      }
      last.addLast(entry);
    }
  }

  private static Map<String, Long> sums(Map<String, LongAdder> adders) {
    var sums = new TreeMap<String, Long>();
    adders.forEach((name, adder) -> sums.put(name, adder.sum()));
    return sums;
  }
}
