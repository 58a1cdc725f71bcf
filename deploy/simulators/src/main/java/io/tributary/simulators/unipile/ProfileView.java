package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.mail.Mailbox;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How profiles look from outside, in one of the modes. */
final class ProfileView {

  /** Milliseconds of the epoch: when every relation was made. */
  private static final long RELATED_AT = 1_700_000_000_000L;
  private static final List<String> DEGREES = List.of("OUT_OF_NETWORK", "FIRST_DEGREE", "SECOND_DEGREE", "THIRD_DEGREE");

  private record MailOwner(
      String object, String provider, String email, @JsonProperty("messages_total") int messagesTotal, List<AliasJson> aliases) {}

  private record AliasJson(
      String email, @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("display_name") @Nullable String displayName,
      @JsonProperty("is_primary") boolean primary, @JsonProperty("is_default") boolean isDefault) {}

  private record LinkedInOwner(
      String object, String provider, @JsonProperty("provider_id") String providerId, @JsonProperty("entity_urn") String entityUrn,
      @JsonProperty("object_urn") String objectUrn, @JsonProperty("first_name") String firstName, @JsonProperty("last_name") String lastName,
      @JsonProperty("profile_picture_url") @Nullable String picture,
      @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("public_identifier") @Nullable String slug, String email, boolean premium,
      @JsonProperty("open_profile") boolean openProfile, @Nullable Object recruiter,
      @JsonProperty("sales_navigator") @Nullable Object salesNavigator) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Member(
      String object, String provider, @JsonProperty("provider_id") String providerId,
      @JsonInclude @JsonProperty("public_identifier") @Nullable String slug, @JsonProperty("member_urn") @Nullable String memberUrn,
      @JsonProperty("first_name") String firstName, @JsonProperty("last_name") String lastName, String headline,
      @JsonProperty("contact_info") @Nullable ContactInfo contactInfo, List<String> websites,
      @JsonProperty("network_distance") @Nullable String distance, @JsonProperty("is_self") boolean self,
      @JsonProperty("is_relationship") boolean relationship, @JsonProperty("public_profile_url") @Nullable String url) {}

  private record ContactInfo(List<String> emails, List<String> phones) {}

  private record Relation(
      String object, @JsonProperty("first_name") String firstName, @JsonProperty("last_name") String lastName, String headline,
      @JsonProperty("public_identifier") String slug, @JsonProperty("public_profile_url") String url,
      @JsonProperty("created_at") long createdAt, @JsonProperty("member_id") String memberId, @JsonProperty("member_urn") String memberUrn,
      @JsonProperty("connection_urn") String connectionUrn) {}

  private final Mode mode;

  ProfileView(Mode mode) {
    this.mode = mode;
  }

  Object owner(Mailbox mailbox) {
    var alias = new AliasJson(mailbox.owner(), mailbox.ownerName().orElse(null), true, true);
    return new MailOwner("AccountOwnerProfile", "GMAIL", mailbox.owner(), mailbox.mails().size(), List.of(alias));
  }

  /** The schemas know no owner of a WhatsApp account: live, the double shows what it shows of others. */
  Object owner(Attendee owner) {
    return switch (owner.contact()) {
      case WhatsAppContact _ -> Map.of("object", "AccountOwnerProfile", "provider", "WHATSAPP", "id", owner.providerId());
      case LinkedInProfile member -> new LinkedInOwner(
          "AccountOwnerProfile", "LINKEDIN", member.providerId(), "urn:li:fsd_profile:" + member.providerId(), member.memberUrn(),
          member.firstName(), member.lastName(), null, member.slug(), member.emails().isEmpty() ? "" : member.emails().getFirst(), false,
          false, null, null);
    };
  }

  /** A number that has WhatsApp. */
  Object number(Attendee attendee) {
    var id = attendee.contact() instanceof WhatsAppContact person && person.jid() != null ? person.jid() : attendee.providerId();
    return Map.of("object", "UserProfile", "provider", "WHATSAPP", "id", Objects.requireNonNull(id));
  }

  /** @param viewer by whose account the profile is looked up */
  Object member(LinkedInProfile member, Messenger viewer) {
    boolean self = viewer.owner().contact() instanceof LinkedInProfile owner && owner.providerId().equals(member.providerId());
    var contactInfo = member.emails().isEmpty() && member.phones().isEmpty() ? null : new ContactInfo(member.emails(), member.phones());
    return new Member(
        "UserProfile", "LINKEDIN", member.providerId(), member.slug(), mode == Mode.LIVE ? Long.toString(member.memberId()) : null,
        member.firstName(), member.lastName(), member.headline(), contactInfo, List.of(), self ? null : DEGREES.get(member.distance()), self,
        !self && member.distance() == 1, member.slug() == null ? null : url(member.slug()));
  }

  Object relation(LinkedInProfile member) {
    var slug = Objects.requireNonNull(member.slug());
    return new Relation(
        "UserRelation", member.firstName(), member.lastName(), member.headline(), slug, url(slug) + "/", RELATED_AT, member.providerId(),
        "urn:li:fsd_profile:" + member.providerId(), "urn:li:fsd_connection:" + member.providerId());
  }

  private static String url(String slug) {
    return "https://www.linkedin.com/in/" + slug;
  }
}
