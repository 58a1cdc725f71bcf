package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.WhatsAppContact;
import org.jspecify.annotations.Nullable;

/** How somebody who chats looks from outside, in one of the modes. */
final class AttendeeView {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record AttendeeJson(
      String object, String id, @JsonProperty("account_id") String accountId, @JsonProperty("provider_id") String providerId, String name,
      @JsonProperty("is_self") int self, int hidden, @JsonProperty("profile_url") @Nullable String profileUrl, @Nullable Object specifics,
      @JsonProperty("public_identifier") @Nullable String publicIdentifier) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record LinkedIn(
      String provider, @JsonProperty("member_urn") String memberUrn, @Nullable String occupation,
      @JsonProperty("network_distance") @Nullable String distance) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record WhatsApp(String provider, @JsonProperty("phone_number") String phone, @Nullable String lid) {}

  private final Mode mode;

  AttendeeView(Mode mode) {
    this.mode = mode;
  }

  Object json(Messenger messenger, Attendee attendee) {
    boolean live = mode == Mode.LIVE;
    return switch (attendee.contact()) {
      case WhatsAppContact person -> new AttendeeJson(
          "ChatAttendee", attendee.id(), messenger.id(), attendee.providerId(), person.name(), attendee.self() ? 1 : 0, 0, null,
          live ? specifics(person, person.hidden()) : null, live && !person.hidden() ? person.jid() : null);
      case LinkedInProfile member -> new AttendeeJson(
          "ChatAttendee", attendee.id(), messenger.id(), attendee.providerId(), member.name(), attendee.self() ? 1 : 0, 0,
          profileUrl(attendee), specifics(member, attendee.self()), null);
    };
  }

  /** What the network tells besides. @param hidden whether a WhatsApp number is kept back */
  Object specifics(WhatsAppContact person, boolean hidden) {
    return new WhatsApp("WHATSAPP", hidden || person.phone() == null ? "hidden" : person.phone(), person.lidJid());
  }

  Object specifics(LinkedInProfile member, boolean self) {
    return new LinkedIn("LINKEDIN", member.memberUrn(), member.headline().isEmpty() ? null : member.headline(), distance(member, self));
  }

  /** It ends in the id of the network, not in the slug. */
  static String profileUrl(Attendee attendee) {
    return "https://www.linkedin.com/in/" + attendee.providerId();
  }

  private @Nullable String distance(LinkedInProfile member, boolean self) {
    if (self) {
      return mode == Mode.LIVE ? "SELF" : null;
    }
    return member.distance() == 0 ? "OUT_OF_NETWORK" : "DISTANCE_" + member.distance();
  }
}
