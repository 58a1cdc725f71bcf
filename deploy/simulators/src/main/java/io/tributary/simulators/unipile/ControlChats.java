package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Contact;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.NetworkRules;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /_control/accounts/{id}/messages} and {@code /_control/messages}: what people write and do in chats. */
final class ControlChats {

  /**
   * A message.
   *
   * @param with a phone number or a LinkedIn slug or id; who is not known yet is a stranger of that name
   * @param chat instead of {@code with}: the API's id
   * @param ours whether the account's owner writes
   */
  private record Written(
      @Nullable String with, @Nullable String name, @Nullable String chat, @Nullable String text, @Nullable Boolean ours, @Nullable Instant at) {}

  private record Done(@Nullable String text, @Nullable String value) {}

  private final Accounts accounts;
  private final NetworkRules rules;

  ControlChats(Accounts accounts, NetworkRules rules) {
    this.accounts = accounts;
    this.rules = rules;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/_control/accounts/{id}/messages", this::write),
        Route.of("POST", "/_control/messages/{id}/edit", request -> act(request, (chat, done) ->
            chat.edit(request.variable("id"), Objects.requireNonNullElse(done.text(), "")))),
        Route.of("POST", "/_control/messages/{id}/delete", request -> act(request, (chat, _) -> chat.delete(request.variable("id")))),
        Route.of("POST", "/_control/messages/{id}/deliver", request -> act(request, (chat, _) -> chat.deliver(request.variable("id")))),
        Route.of("POST", "/_control/messages/{id}/read", request -> act(request, (chat, _) ->
            chat.read(request.variable("id"), other(chat).contact(), now()))),
        Route.of("POST", "/_control/messages/{id}/react", request -> act(request, (chat, done) ->
            chat.react(request.variable("id"), other(chat), Objects.requireNonNullElse(done.value(), "👍"), now()))));
  }

  @FunctionalInterface
  private interface Act {
    void in(Chat chat, Done done);
  }

  private Answer write(Request request) {
    var written = ControlApi.body(request, Written.class);
    var messenger = accounts.messenger(request.variable("id"));
    var chat = chat(messenger, written);
    var text = Objects.requireNonNullElse(written.text(), "");
    var at = written.at() == null ? now() : written.at();
    var message = Boolean.TRUE.equals(written.ours()) ? chat.send(text, at) : chat.receive(text, at);
    return Answer.json(201, Map.of("chat_id", chat.id(), "message_id", message.id()));
  }

  private static Chat chat(Messenger messenger, Written written) {
    if (written.chat() != null) {
      return messenger.chat(written.chat()).orElseThrow(() -> new IllegalArgumentException("There is no such chat."));
    }
    if (written.with() == null) {
      throw new IllegalArgumentException("with or chat is needed.");
    }
    return messenger.chatWith(contact(messenger, written.with(), Objects.requireNonNullElse(written.name(), written.with())));
  }

  private static Contact contact(Messenger messenger, String with, String name) {
    if (messenger.type() == MessengerType.LINKEDIN) {
      return messenger.profile(with).orElseGet(() -> LinkedInProfile.of(with, name, ""));
    }
    return messenger.find(with.replace("+", "") + "@s.whatsapp.net").map(Attendee::contact).orElseGet(() -> WhatsAppContact.of(name, with));
  }

  private Answer act(Request request, Act act) {
    var done = ControlApi.body(request, Done.class);
    var chat = accounts.chatOfMessage(request.variable("id")).orElseThrow(() -> Errors.notFound("Message " + request.variable("id")));
    return ControlApi.done(() -> act.in(chat, done));
  }

  private static Attendee other(Chat chat) {
    return chat.others().getFirst();
  }

  private Instant now() {
    return rules.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
