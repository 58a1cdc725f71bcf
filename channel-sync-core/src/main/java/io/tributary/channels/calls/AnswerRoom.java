package io.tributary.channels.calls;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Room for large answers: how many bytes of them this process holds at once, so that its heap does not depend on how many accounts show large
 * pages at the same time. Only what has begun to arrive takes room, and keeps it until its step ends, when what it brought is published:
 * waiting for an answer takes none.
 */
public final class AnswerRoom {

  /** Up to here, in bytes, an answer takes no room: there are no more of these than calls at the same time. */
  public static final int SMALL = 1024 * 1024;

  private static final ScopedValue<Step> STEP = ScopedValue.newInstance();

  /** What one thread reads and publishes before it reads on. */
  private static final class Step {
    private @Nullable AnswerRoom room;
    private int taken;
  }

  private final int bytes;
  private final Semaphore free;

  /** @param size of all the room; an answer that is larger gets in when it is alone */
  public AnswerRoom(DataSize size) {
    this.bytes = Math.toIntExact(size.toBytes());
    this.free = new Semaphore(bytes, true);
  }

  /** Asks, and publishes what was answered. A step within a step is a part of it. */
  public static <T extends @Nullable Object> T during(Supplier<T> step) {
    if (STEP.isBound()) {
      return step.get();
    }
    var mine = new Step();
    try {
      return ScopedValue.where(STEP, mine).call(step::get);
    } finally {
      leave(mine);
    }
  }

  /** The same, where nothing comes of it. */
  public static void during(Runnable step) {
    during(() -> {
      step.run();
      return null;
    });
  }

  /**
   * Waits until there is room for a large answer, within a step. A further answer of the same step goes into the room that it has: nobody
   * waits for room while holding some.
   *
   * @param expected how many bytes it may have
   */
  public void enter(long expected) throws InterruptedException {
    var step = STEP.get();
    if (step.room == null) {
      int taken = (int) Math.min(expected, bytes);
      free.acquire(taken);
      step.room = this;
      step.taken = taken;
    }
  }

  /** The answer broke off: it leaves the room to others while its call is made again. */
  public static void leave() {
    if (STEP.isBound()) {
      leave(STEP.get());
    }
  }

  private static void leave(Step step) {
    if (step.room != null) {
      step.room.free.release(step.taken);
      step.room = null;
    }
  }
}
