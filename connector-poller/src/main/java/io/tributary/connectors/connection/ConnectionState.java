package io.tributary.connectors.connection;

import io.tributary.events.ConnectionStatus;

/** Whether a connection is polled. */
public enum ConnectionState {

  ACTIVE,

  /** A person said so; only a person resumes it. */
  PAUSED,

  /** The credentials are dead: only a person, with new ones, resumes it. */
  NEEDS_REAUTH,

  /** Run after run failed; tried again with long waits. */
  ERROR,

  /** The provider's limit is reached; goes on by itself. */
  RATE_LIMITED,

  /** On its way out: it goes once everybody has heard of it. */
  REMOVED;

  /** Whether its schedule runs it. */
  public boolean isPolled() {
    return this == ACTIVE || this == ERROR || this == RATE_LIMITED;
  }

  /** As the topic channel.connections says it. */
  ConnectionStatus status() {
    return switch (this) {
      case ACTIVE, RATE_LIMITED, ERROR -> ConnectionStatus.OK;
      case PAUSED -> ConnectionStatus.STOPPED;
      case NEEDS_REAUTH -> ConnectionStatus.RECONNECT_NEEDED;
      case REMOVED -> ConnectionStatus.DISCONNECTED;
    };
  }
}
