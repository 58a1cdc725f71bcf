package io.tributary.records.sync;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a record's sync status as server-sent events: at once, and whenever it has changed. A stream holds one virtual thread and ends
 * after a while, so that a token is looked at again; browsers then come back by themselves.
 */
@Component
class StreamSyncStatus implements SmartLifecycle {

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
  private static final Duration LOOK_OUT = Duration.ofSeconds(1);

  private final ReadSyncStatus status;
  private final WatchSyncs watches;
  private final JsonMapper json;
  private volatile boolean running = true;

  StreamSyncStatus(ReadSyncStatus status, WatchSyncs watches, JsonMapper json) {
    this.status = status;
    this.watches = watches;
    this.json = json;
  }

  /** Returns when the stream ended: after a while, or since the caller left. */
  void stream(String tenant, long record, HttpServletResponse response) throws IOException {
    try (var watch = watches.open(tenant, record)) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      var caller = response.getOutputStream();
      var sent = send(caller, tenant, record, "");
      var end = Instant.now().plus(LONGEST);
      var alive = Instant.now();
      while (running && Instant.now().isBefore(end)) {
        if (watch.await(LOOK_OUT)) {
          sent = send(caller, tenant, record, sent);
          alive = Instant.now();
        } else if (alive.plus(SIGN_OF_LIFE).isBefore(Instant.now())) {
          write(caller, ":\n\n"); // a comment: it fails where nobody listens any more
          alive = Instant.now();
        }
      }
    } catch (IOException e) {
      if (!response.isCommitted()) {
        throw e;
      }
      // the caller left
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends it unless it is what was sent last: who begins to watch is told once more than needed. */
  private String send(ServletOutputStream caller, String tenant, long record, String last) throws IOException {
    var now = json.writeValueAsString(status.of(tenant, record));
    if (!now.equals(last)) {
      write(caller, "event: sync_status\ndata: " + now + "\n\n");
    }
    return now;
  }

  private static void write(ServletOutputStream caller, String text) throws IOException {
    caller.write(text.getBytes(StandardCharsets.UTF_8));
    caller.flush();
  }

  @Override
  public void start() {
    running = true;
  }

  /** Before the web server waits for its requests to end. */
  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
