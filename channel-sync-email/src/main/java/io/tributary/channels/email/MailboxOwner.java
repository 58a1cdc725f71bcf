package io.tributary.channels.email;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose mailbox it is ({@code GET /users/me}). */
record MailboxOwner(@Nullable String email, @Nullable List<Alias> aliases) {

  static final MailboxOwner UNKNOWN = new MailboxOwner(null, null);

  record Alias(@Nullable String email) {}

  Stream<String> addresses() {
    var others = aliases == null ? Stream.<Alias>of() : aliases.stream();
    return Stream.concat(Stream.ofNullable(email), others.flatMap(alias -> Stream.ofNullable(alias.email())));
  }
}
