package io.tributary.simulators.unipile;

/** How an account's only source stands. */
public enum AccountStatus {
  OK,
  /** The owner must log in again. */
  CREDENTIALS,
  STOPPED,
  ERROR,
  CONNECTING;

  /** Whether the network can be reached through it. */
  boolean isConnected() {
    return this == OK;
  }
}
