package io.tributary.identifiers;

import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.Identification.NotAnIdentifier;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * LinkedIn profiles: the slug of any form of a profile's address, member URNs, and the ids that providers use. They are kinds
 * of their own: only LinkedIn knows which slug and which id are the same person.
 */
public final class LinkedInProfiles {

  /** Ids of the classic site, of Sales Navigator and of Recruiter; their letters' case counts. */
  private static final Pattern PROVIDER_ID = Pattern.compile("A(?:Co|Cw|E)[A-Za-z0-9_-]{12,}");

  /** What is longer is no address that a browser opens. */
  private static final int LONGEST = 2_000;

  private static final Pattern URN =
      Pattern.compile("urn:li:([a-z_]+):\\(?([A-Za-z0-9_-]+)(?:,.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ADDRESS = Pattern.compile(
      "(?:https?:)?(?://)?(?:[^/?#@\\s]+\\.)?linkedin\\.com(?::\\d+)?(/[^?#]*)?(?:\\?([^#]*))?(?:#.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern PATH_ALONE = Pattern.compile("/?((?:in|pub)/[^?#]+)(?:[?#].*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ID_PARAMETER = Pattern.compile("(?:^|&)id=([A-Za-z0-9_-]+)");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,3}");

  /**
   * What the value is as a LinkedIn profile. A slug alone is refused: any word could be one.
   *
   * @param raw the value as written; null counts as empty
   */
  public static Identification identify(@Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return new NotAnIdentifier("", "The field is empty.");
    }
    if (raw.length() > LONGEST) {
      return new NotAnIdentifier(raw, "The value is too long for a LinkedIn profile.");
    }
    var written = WrittenValue.trimmed(raw);
    if (WrittenValue.isPlaceholder(written)) {
      return new NotAnIdentifier(raw, "The value is a placeholder, not a LinkedIn profile.");
    }
    if (written.indexOf(' ') >= 0) {
      return new NotAnIdentifier(raw, "The value is text with blanks; put one profile's address into the field.");
    }
    if (PROVIDER_ID.matcher(written).matches()) {
      return providerId(written, written);
    }
    var urn = URN.matcher(written);
    if (urn.matches()) {
      return ofUrn(raw, written, urn.group(1).toLowerCase(Locale.ROOT), urn.group(2));
    }
    var address = ADDRESS.matcher(written);
    if (address.matches()) {
      return ofPath(raw, written, segments(address.group(1)), address.group(2));
    }
    var path = PATH_ALONE.matcher(written);
    return path.matches()
        ? ofPath(raw, written, segments(path.group(1)), null)
        : new NotAnIdentifier(raw, "The value is not the address of a LinkedIn profile (linkedin.com/in/…).");
  }

  private static Identification ofPath(String raw, String written, List<String> path, @Nullable String query) {
    var segments = path.isEmpty() || !path.getFirst().equalsIgnoreCase("mwlite") ? path : path.subList(1, path.size());
    var section = segments.isEmpty() ? "" : segments.getFirst().toLowerCase(Locale.ROOT);
    var rest = segments.isEmpty() ? segments : segments.subList(1, segments.size());
    return switch (section) {
      case "in" -> rest.isEmpty() ? noProfile(raw) : slugOrId(raw, written, rest.getFirst());
      case "pub" -> rest.isEmpty() ? noProfile(raw) : slugOrId(raw, written, oldPublicSlug(rest));
      case "sales", "talent", "recruiter" -> rest.size() < 2 ? noProfile(raw) : idOnly(raw, written, rest.get(1));
      case "profile" -> idParameter(raw, written, query);
      case "company", "school", "showcase", "groups" -> new NotAnIdentifier(raw, "The address is that of a LinkedIn page or group, not of a person.");
      default -> noProfile(raw);
    };
  }

  private static Identification slugOrId(String raw, String written, String segment) {
    var decoded = decoded(segment);
    if (PROVIDER_ID.matcher(decoded).matches()) {
      return providerId(written, decoded);
    }
    var slug = Normalizer.normalize(decoded, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    if (slug.isBlank() || slug.chars().anyMatch(c -> c == '/' || c <= ' ')) {
      return noProfile(raw);
    }
    var forms = new LinkedHashSet<String>();
    forms.add(written);
    forms.add(slug);
    forms.add("https://www.linkedin.com/in/" + slug);
    return CanonicalForm.identified(IdentifierKind.LINKEDIN_SLUG, written, slug, forms);
  }

  /**
   * {@code /pub/jane-doe/1a/2b3/456} is what {@code /in/jane-doe-4562b31a} was before: the name alone is somebody else's slug,
   * so the three numbers go with it, as LinkedIn's own redirect puts them.
   */
  private static String oldPublicSlug(List<String> rest) {
    var name = rest.getFirst();
    if (rest.size() < 4 || !rest.subList(1, 4).stream().allMatch(part -> HEX.matcher(part.toLowerCase(Locale.ROOT)).matches())) {
      return name;
    }
    return name + '-' + padded(rest.get(3), 3) + padded(rest.get(2), 3) + padded(rest.get(1), 2);
  }

  private static String padded(String hex, int width) {
    return "0".repeat(Math.max(0, width - hex.length())) + hex;
  }

  /** Sales Navigator and Recruiter write the id, a comma and how the person was found. */
  private static Identification idOnly(String raw, String written, String segment) {
    var id = decoded(segment).split(",", 2)[0];
    return PROVIDER_ID.matcher(id).matches() ? providerId(written, id) : noProfile(raw);
  }

  private static Identification idParameter(String raw, String written, @Nullable String query) {
    var id = ID_PARAMETER.matcher(query == null ? "" : query);
    if (!id.find()) {
      return noProfile(raw);
    }
    if (PROVIDER_ID.matcher(id.group(1)).matches()) {
      return providerId(written, id.group(1));
    }
    return id.group(1).chars().allMatch(Character::isDigit) ? memberUrn(written, "urn:li:member:" + id.group(1)) : noProfile(raw);
  }

  private static Identification ofUrn(String raw, String written, String type, String id) {
    if (PROVIDER_ID.matcher(id).matches()) {
      return providerId(written, id);
    }
    return type.equals("member") || type.equals("person")
        ? memberUrn(written, "urn:li:" + type + ":" + id)
        : new NotAnIdentifier(raw, "The URN is not that of a LinkedIn member.");
  }

  private static Identification memberUrn(String written, String urn) {
    var forms = new LinkedHashSet<String>();
    forms.add(written);
    forms.add(urn);
    return CanonicalForm.identified(IdentifierKind.LINKEDIN_MEMBER_URN, written, urn, forms);
  }

  private static Identification providerId(String written, String id) {
    var forms = new LinkedHashSet<String>();
    forms.add(written);
    forms.add(id);
    return CanonicalForm.identified(IdentifierKind.LINKEDIN_PROVIDER_ID, written, id, forms);
  }

  private static Identification noProfile(String raw) {
    return new NotAnIdentifier(raw, "The address is not that of a LinkedIn profile (linkedin.com/in/…).");
  }

  private static List<String> segments(@Nullable String path) {
    return path == null ? List.of() : List.of(path.split("/")).stream().filter(segment -> !segment.isEmpty()).toList();
  }

  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return segment;
    }
  }

  private LinkedInProfiles() {}
}
