package io.tributary.channels.unipile;

import io.tributary.channels.calls.AnswerRoom;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads an answer's body: its beginning at once, the rest of a large one as soon as there is room for it. */
final class ReadBody {

  private interface Read {
    byte[] bytes() throws IOException;
  }

  private final AnswerRoom room;
  private final long most;

  /** @param most bytes of an answer that does not say how long it is */
  ReadBody(AnswerRoom room, long most) {
    this.room = room;
    this.most = most;
  }

  /**
   * Reads it to its end.
   *
   * @param left how long it may take; what it waits for room is not counted
   * @throws HttpTimeoutException if it takes longer
   */
  byte[] of(HttpResponse<InputStream> answer, Duration left) throws IOException, InterruptedException {
    long end = System.nanoTime() + left.toNanos();
    try (var body = answer.body()) {
      var begin = inTime(end, body, () -> body.readNBytes(AnswerRoom.SMALL));
      if (begin.length < AnswerRoom.SMALL) {
        return begin;
      }
      long asked = System.nanoTime();
      room.enter(answer.headers().firstValueAsLong("Content-Length").orElse(most));
      return whole(begin, body, end + System.nanoTime() - asked);
    }
  }

  private static byte[] whole(byte[] begin, InputStream rest, long end) throws IOException {
    try {
      return inTime(end, rest, () -> new SequenceInputStream(new ByteArrayInputStream(begin), rest).readAllBytes());
    } catch (IOException broken) {
      AnswerRoom.leave();
      throw broken;
    }
  }

  /** A read has no limit of its own: closing the stream ends it. */
  private static byte[] inTime(long end, InputStream body, Read read) throws IOException {
    var watch = new CompletableFuture<Void>().orTimeout(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    watch.whenComplete((_, late) -> {
      if (late != null) {
        close(body);
      }
    });
    try {
      var bytes = read.bytes();
      if (!watch.complete(null)) {
        throw new HttpTimeoutException("The answer ended too late.");
      }
      return bytes;
    } catch (IOException e) {
      throw watch.isCompletedExceptionally() ? new HttpTimeoutException("The answer did not end in time.") : e;
    } finally {
      watch.complete(null);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
