package io.tributary.simulators.server;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts every call and remembers the last ones. */
final class CallLog {

  private static final int REMEMBERED = 20_000;
  private static final String UNKNOWN = "unknown path";

  /** @param fault that struck it; null for none */
  record About(Request request, @Nullable Route route, @Nullable String account, @Nullable FaultRule fault) {}

  private final LongAdder total = new LongAdder();
  private final Map<String, LongAdder> byPath = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> byChannel = new ConcurrentHashMap<>();
  private final Map<String, Map<String, LongAdder>> byAccount = new ConcurrentHashMap<>();
  private final ArrayDeque<LoggedCall> last = new ArrayDeque<>();

  CallLog(Iterable<String> channels) {
    channels.forEach(channel -> byChannel.put(channel, new LongAdder()));
  }

  void add(About call, int status, long nanos) {
    var route = call.route();
    var request = call.request();
    total.increment();
    var path = route == null ? UNKNOWN : route.name();
    byPath.computeIfAbsent(path, name -> new LongAdder()).increment();
    if (call.account() != null) {
      byAccount.computeIfAbsent(call.account(), name -> new ConcurrentHashMap<>()).computeIfAbsent(path, name -> new LongAdder()).increment();
    }
    var channel = route == null ? null : route.channel().apply(request);
    if (channel != null) {
      byChannel.computeIfAbsent(channel, name -> new LongAdder()).increment();
    }
    var fault = call.fault() == null ? null : call.fault().kind().name().toLowerCase(Locale.ROOT);
    remember(new LoggedCall(
        Instant.now().toString(), request.method(), request.path(), request.query(), status, nanos / 1000, call.account(), fault));
  }

  Calls calls() {
    var accounts = new TreeMap<String, Map<String, Long>>();
    byAccount.forEach((account, paths) -> accounts.put(account, sums(paths)));
    return new Calls(total.sum(), sums(byPath), sums(byChannel), accounts);
  }

  /** Oldest first. */
  List<LoggedCall> last() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  private void remember(LoggedCall entry) {
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
