package io.tributary.salesforce.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes answers that bring nothing for too long: the HTTP client's timeout ends with the first byte. */
final class WatchStalls implements AutoCloseable {

  private final long longestNanos;
  private final Set<Watched> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("salesforce-stalls").factory());

  WatchStalls(Duration longest) {
    this.longestNanos = longest.toNanos();
    var every = Math.max(1, longest.toMillis() / 4);
    clock.scheduleAtFixedRate(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  InputStream watch(InputStream body) {
    var watched = new Watched(body);
    open.add(watched);
    return watched;
  }

  private void look() {
    var now = System.nanoTime();
    open.forEach(watched -> watched.giveUpIfStalled(now));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private final class Watched extends FilterInputStream {

    private volatile long waitingSince;
    private volatile boolean waiting;
    private volatile boolean stalled;

    private Watched(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      waitingSince = System.nanoTime();
      waiting = true;
      try {
        return super.read(into, offset, length);
      } catch (IOException e) {
        throw stalled ? new IOException("an answer stopped in the middle") : e;
      } finally {
        waiting = false;
      }
    }

    /** Time spent on what was read does not count. */
    private void giveUpIfStalled(long now) {
      if (waiting && now - waitingSince > longestNanos) {
        stalled = true;
        try {
          close();
        } catch (IOException _) {
          // it is given up
        }
      }
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      super.close();
    }
  }
}
