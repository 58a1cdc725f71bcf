package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.mail.Ids;
import io.tributary.simulators.unipile.MessageJson.AttachmentJson;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How a message looks from outside, in one of the modes. */
final class MessageView {

  private static final MessageJson.Size PICTURE = new MessageJson.Size(640, 480);

  private final Mode mode;

  MessageView(Mode mode) {
    this.mode = mode;
  }

  MessageJson json(Chat chat, Message message) {
    return json("Message", chat, message);
  }

  /** As part of its chat. */
  MessageJson within(Chat chat, Message message) {
    return json(null, chat, message);
  }

  static String attachmentId(Message message, int index) {
    return Ids.of("attachment", message.id(), Integer.toString(index));
  }

  List<AttachmentJson> attachments(Chat chat, Message message) {
    var attachments = message.content().attachments();
    return IntStream.range(0, attachments.size()).mapToObj(i -> attachment(chat, message, attachments.get(i), i)).toList();
  }

  MessageJson.@Nullable Quoted quoted(Chat chat, Message message) {
    var quotedId = message.content().quotedId();
    return quotedId == null ? null : chat.message(quotedId)
        .map(quoted -> new MessageJson.Quoted(
            quoted.providerId(), quoted.sender().providerId(), quoted.content().text(), attachments(chat, quoted)))
        .orElse(null);
  }

  private MessageJson json(@Nullable String object, Chat chat, Message message) {
    boolean live = mode == Mode.LIVE;
    var messenger = chat.messenger();
    var state = message.state();
    var seenBy = new TreeMap<String, String>();
    state.seenBy().forEach((reader, at) -> seenBy.put(reader, DatedPages.dateTime(at)));
    return new MessageJson(
        object, message.id(), message.providerId(), messenger.id(), chat.id(), chat.providerId(), message.sender().providerId(),
        message.sender().id(), live && message.sender().contact() instanceof WhatsAppContact person && !person.hidden() ? person.jid() : null,
        message.content().text(), DatedPages.dateTime(message.at()), flag(message.isOurs()), live ? message.content().subject() : null,
        attachments(chat, message), quoted(chat, message),
        state.reactions().stream()
            .map(one -> new MessageJson.ReactionJson(one.value(), one.sender().providerId(), one.sender().self())).toList(),
        flag(state.seen()), seenBy, flag(state.delivered()), 0, flag(state.deleted()), flag(state.edited()), flag(message.event() != null),
        message.event() == null ? null : message.event().number(), null, "",
        live && messenger.type() == MessengerType.LINKEDIN ? "MESSAGE" : null);
  }

  private static AttachmentJson attachment(Chat chat, Message message, Message.Attachment file, int index) {
    var id = attachmentId(message, index);
    var url = "att://%s/%s".formatted(chat.messenger().id(), id);
    var kind = file.mimetype().split("/")[0];
    return switch (kind) {
      case "image" -> new AttachmentJson(
          id, "img", file.size(), false, file.mimetype(), url, PICTURE, file.mimetype().equals("image/webp"), null, null, null);
      case "video" -> new AttachmentJson(id, "video", file.size(), false, file.mimetype(), url, PICTURE, null, false, null, null);
      case "audio" -> new AttachmentJson(id, "audio", file.size(), false, file.mimetype(), url, null, null, null, true, null);
      default -> new AttachmentJson(id, "file", file.size(), false, file.mimetype(), url, null, null, null, null, file.fileName());
    };
  }

  private static int flag(boolean set) {
    return set ? 1 : 0;
  }
}
