package io.tributary.channels.webhook;

import io.tributary.service.kafka.UnprocessableEvent;

/**
 * Something to ask the provider because of an event.
 *
 * @param id as the provider takes it in the call's path
 */
public record Hint(Kind kind, String id) {

  private static final int LONGEST = 1_000;

  /** @throws UnprocessableEvent if the id is longer than any of the provider's */
  public Hint {
    if (id.length() > LONGEST) {
      throw new UnprocessableEvent("The event has an id of " + id.length() + " characters.");
    }
  }

  /** What is asked. The names stand in the database. */
  public enum Kind {
    /** One message, read by its id. */
    MESSAGE,
    /** A chat that is not known: who is in it. */
    CHAT,
    /** An account that the provider reports as new: it is connected. */
    ACCOUNT
  }

  public static Hint message(String id) {
    return new Hint(Kind.MESSAGE, id);
  }

  public static Hint chat(String id) {
    return new Hint(Kind.CHAT, id);
  }
}
