package io.tributary.records.changes;

import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import java.util.List;

/** Which channel an identifier belongs to. */
final class Channels {

  /** The channels that sync people, in the order their events are published. */
  static final List<Channel> ALL = List.of(Channel.EMAIL, Channel.WHATSAPP, Channel.LINKEDIN);

  static Channel of(Identifier identifier) {
    return switch (identifier.getKind()) {
      case EMAIL, EMAIL_UNTAGGED -> Channel.EMAIL;
      case PHONE, WHATSAPP_JID, WHATSAPP_LID -> Channel.WHATSAPP;
      case LINKEDIN_SLUG, LINKEDIN_MEMBER_URN, LINKEDIN_PROVIDER_ID -> Channel.LINKEDIN;
      case SLACK_USER -> Channel.SLACK;
      case UNKNOWN -> Channel.UNKNOWN;
    };
  }

  private Channels() {}
}
