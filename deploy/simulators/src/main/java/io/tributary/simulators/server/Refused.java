package io.tributary.simulators.server;

/** Thrown by a handler that answers with an error instead. */
public final class Refused extends RuntimeException {

  private final transient Answer answer;

  public Refused(Answer answer) {
    super("answered with " + answer.status(), null, false, false);
    this.answer = answer;
  }

  public Answer answer() {
    return answer;
  }
}
