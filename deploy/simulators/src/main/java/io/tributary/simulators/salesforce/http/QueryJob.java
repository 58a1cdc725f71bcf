package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.query.Found;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A query job, which moves on when it is looked at: {@code UploadComplete}, {@code InProgress}, then an end. */
final class QueryJob {

  /** Salesforce's names. */
  enum State {
    UploadComplete, InProgress, JobComplete, Failed, Aborted;

    boolean isEnd() {
      return this != UploadComplete && this != InProgress;
    }
  }

  /** What its maker asked for. */
  record Asked(String operation, String object, String delimiter, String lineEnding, String version) {}

  /** How it will end, other than well. */
  record Failure(@Nullable String message) {}

  private final String id;
  private final Asked asked;
  private final Found.Listed found;
  private final Instant created;
  private final @Nullable Failure failure;
  private State state = State.UploadComplete;
  private int looks;

  QueryJob(String id, Asked asked, Found.Listed found, Instant created, @Nullable Failure failure) {
    this.id = id;
    this.asked = asked;
    this.found = found;
    this.created = created;
    this.failure = failure;
  }

  String id() {
    return id;
  }

  Asked asked() {
    return asked;
  }

  Found.Listed found() {
    return found;
  }

  Instant created() {
    return created;
  }

  @Nullable Failure failure() {
    return failure;
  }

  synchronized State state() {
    return state;
  }

  /** Someone asks how it is. */
  synchronized State look(Behaviour behaviour, Instant now) {
    if (!state.isEnd()) {
      looks++;
      var isOver = looks > behaviour.pollsInProgress() && !now.isBefore(created.plus(behaviour.jobTime()));
      state = !isOver ? State.InProgress : failure == null ? State.JobComplete : State.Failed;
    }
    return state;
  }

  /** False if it had ended already. */
  synchronized boolean abort() {
    if (state.isEnd()) {
      return false;
    }
    state = State.Aborted;
    return true;
  }
}
