package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.chat.Position;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /messages}: of all chats, and one by one. */
final class MessagesApi {

  /** A message together with where it stands. */
  private record Found(Chat chat, Message message) {

    Position position() {
      return new Position(message.at(), message.id());
    }
  }

  private final Accounts accounts;
  private final MessageView view;

  MessagesApi(Accounts accounts, MessageView view) {
    this.accounts = accounts;
    this.view = view;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/messages", this::list),
        Route.of("GET", "/api/v1/messages/{id}", this::one),
        Route.of("GET", "/api/v1/messages/{id}/attachments/{attachment}", this::attachment));
  }

  /** The messages of these chats that are asked for and can be seen now. */
  static ListJson page(MessageQuery query, Collection<Chat> chats, MessageView view) {
    var found = chats.size() == 1
        ? in(chats.iterator().next(), query)
        : chats.stream().flatMap(chat -> in(chat, query)).sorted(Comparator.comparing(Found::position));
    return DatedPages.page("MessageList", query, found, Found::position, it -> view.json(it.chat(), it.message()));
  }

  private static Stream<Found> in(Chat chat, MessageQuery query) {
    var now = chat.messenger().rules().now();
    return chat.messages().tailMap(query.start(), false).values().stream()
        .filter(message -> !message.visibleFrom().isAfter(now))
        .filter(message -> isFrom(message, query.senderId()))
        .map(message -> new Found(chat, message));
  }

  private static boolean isFrom(Message message, @Nullable String sender) {
    return sender == null
        || Arrays.stream(sender.split(",")).anyMatch(one -> one.equals(message.sender().id()) || one.equals(message.sender().providerId()));
  }

  private Answer list(Request request) {
    var query = MessageQuery.of(request);
    if (query.accountId() != null) {
      accounts.messenger(query.accountId());
    }
    var chats = accounts.messengers().stream()
        .filter(messenger -> query.wants(messenger.id()))
        .flatMap(messenger -> messenger.chats().stream())
        .toList();
    return Answer.ok(page(query, chats, view));
  }

  private Answer one(Request request) {
    var found = find(request);
    return Answer.ok(view.json(found.chat(), found.message()));
  }

  private Answer attachment(Request request) {
    var message = find(request).message();
    var id = request.variable("attachment");
    var files = message.content().attachments();
    return IntStream.range(0, files.size())
        .filter(i -> MessageView.attachmentId(message, i).equals(id))
        .mapToObj(i -> Answer.bytes(files.get(i).mimetype(), invented(files.get(i))))
        .findFirst()
        .orElseThrow(() -> Errors.notFound("Attachment " + id));
  }

  private static byte[] invented(Message.Attachment file) {
    var name = file.fileName().getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(name, file.size());
  }

  private Found find(Request request) {
    var id = request.variable("id");
    return accounts.chatOfMessage(id)
        .flatMap(chat -> chat.message(id)
            .filter(message -> !message.visibleFrom().isAfter(chat.messenger().rules().now()))
            .map(message -> new Found(chat, message)))
        .orElseThrow(() -> Errors.notFound("Message " + id));
  }
}
