package io.tributary.participants.intake;

import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.participants.rows.IndexKey;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ties a message to its conversation: for mail its own Message-ID, the ids it refers to (RFC 5322, 3.6.4) and the provider's thread; for
 * chats the chat. Never the subject: strangers write "Re: hello".
 */
final class MessageRefs {

  static Set<String> of(CommunicationObserved event) {
    var refs = new LinkedHashSet<String>();
    if (event.getKind() == CommunicationKind.EMAIL) {
      add(refs, "m:", event.getExternalId());
      var email = event.getEmail();
      if (email != null) {
        email.getReferences().forEach(id -> add(refs, "m:", id));
        add(refs, "m:", email.getInReplyTo());
        // A provider's thread id means something within its account only.
        add(refs, "t:" + event.getCopy().getAccount() + "|", email.getProviderThread());
      }
    } else if (event.getChat() == null || event.getChat().isBlank()) {
      add(refs, "c:" + event.getChannel() + "|", event.getExternalId());
    } else {
      // Two accounts see the same group under one id; a one-to-one chat is each account's own.
      var scope = event.getGroup() ? "" : event.getCopy().getAccount() + "|";
      add(refs, "c:" + event.getChannel() + "|" + scope, event.getChat());
    }
    return refs;
  }

  private static void add(Set<String> refs, String prefix, @Nullable String id) {
    if (id != null && !id.isBlank()) {
      refs.add(IndexKey.of(prefix + id.strip()));
    }
  }

  private MessageRefs() {}
}
