package io.tributary.channels.webhook;

import io.tributary.events.ConnectionStatus;
import java.util.Locale;
import java.util.Optional;

/** The provider's words for an account's state. */
final class StatusWord {

  /** Empty for a word that says nothing about it. */
  static Optional<ConnectionStatus> status(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "OK", "SYNC_SUCCESS", "RECONNECTED", "CREATION_SUCCESS" -> Optional.of(ConnectionStatus.OK);
      case "CREDENTIALS", "PERMISSIONS" -> Optional.of(ConnectionStatus.RECONNECT_NEEDED);
      case "ERROR", "STOPPED" -> Optional.of(ConnectionStatus.STOPPED);
      case "CONNECTING" -> Optional.of(ConnectionStatus.CONNECTING);
      case "DELETED" -> Optional.of(ConnectionStatus.DISCONNECTED);
      default -> Optional.empty();
    };
  }

  /** After it the account shows older messages than before: it was made, or its history is imported. */
  static boolean bringsHistory(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "CREATION_SUCCESS", "SYNC_SUCCESS" -> true;
      default -> false;
    };
  }

  static boolean isOfNewAccount(String word) {
    return bringsHistory(word);
  }

  private StatusWord() {}
}
