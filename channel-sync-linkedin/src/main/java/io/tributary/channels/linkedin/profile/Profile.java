package io.tributary.channels.linkedin.profile;

import io.tributary.events.Identifier;
import io.tributary.identifiers.LinkedInProfiles;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person as one account sees them.
 *
 * @param ids LinkedIn's ids of the person, one a product (Classic, Sales Navigator, Recruiter); never empty
 * @param slug the name in the profile's address today
 */
public record Profile(
    List<String> ids, @Nullable String slug, @Nullable String memberUrn, @Nullable String displayName, ContactDetails contact) {

  public Profile {
    ids = List.copyOf(ids);
  }

  /** Somebody of whom nothing but an id is known. */
  public static Profile ofId(String id) {
    return new Profile(List.of(id), null, null, null, ContactDetails.NONE);
  }

  /** Every identifier that LinkedIn itself equates; the ids first. */
  public List<Identifier> aliases() {
    var written = Stream.of(
            ids.stream(),
            Stream.ofNullable(slug).map(Profile::addressOf),
            Stream.ofNullable(memberUrn))
        .flatMap(it -> it);
    return written.flatMap(it -> LinkedInProfiles.identify(it).found().stream()).toList();
  }

  /** Identifiers of other channels that the person tells: matched on, never joined on. */
  public List<Identifier> evidence() {
    return contact.identifiers();
  }

  /** The address of the profile with that slug. */
  public static String addressOf(String slug) {
    return "https://www.linkedin.com/in/" + slug;
  }
}
