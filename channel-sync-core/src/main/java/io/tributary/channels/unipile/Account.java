package io.tributary.channels.unipile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.events.ConnectionStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connected account as UniPile shows it ({@code GET /accounts/{id}}). */
public record Account(
    String id,
    @Nullable String name,
    String type,
    @Nullable List<Source> sources,
    @JsonProperty("connection_params") @Nullable ConnectionParams connectionParams) {

  public record Source(@Nullable String id, @Nullable String status) {}

  public record ConnectionParams(@Nullable Mail mail, @Nullable Im im) {}

  /** Mail accounts: IMAP has {@code imap_user}, OAuth accounts have {@code username}. */
  public record Mail(@Nullable String username, @JsonProperty("imap_user") @Nullable String imapUser) {}

  /** Messengers: WhatsApp has {@code phone_number}, LinkedIn {@code id} and {@code username}. */
  public record Im(@Nullable String id, @Nullable String username, @JsonProperty("phone_number") @Nullable String phoneNumber) {}

  /** OK only if every source is; an account without sources counts as usable. */
  public ConnectionStatus status() {
    var status = ConnectionStatus.OK;
    for (var source : sources == null ? List.<Source>of() : sources) {
      var of = of(source.status());
      status = of.ordinal() > status.ordinal() ? of : status;
    }
    return status;
  }

  private static ConnectionStatus of(@Nullable String status) {
    return switch (status == null ? "OK" : status) {
      case "OK" -> ConnectionStatus.OK;
      case "CONNECTING" -> ConnectionStatus.CONNECTING;
      case "CREDENTIALS", "PERMISSIONS" -> ConnectionStatus.RECONNECT_NEEDED;
      default -> ConnectionStatus.STOPPED;
    };
  }
}
