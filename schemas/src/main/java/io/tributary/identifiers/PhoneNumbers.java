package io.tributary.identifiers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.Identification.NotAnIdentifier;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Phone numbers as E.164, by libphonenumber. */
public final class PhoneNumbers {

  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  private static final Pattern FILLED_IN = Pattern.compile("(\\d)\\1{5,}|0?123456789?0?");

  /**
   * What the value is as a phone number. A number counts if it is possible (its length fits its country): ranges open faster
   * than metadata is published, so validity is not asked for. An extension is not part of the canonical form.
   *
   * @param raw the value as written; null counts as empty
   * @param defaultRegion the country of numbers without country code, as two letters; null or empty where there is none
   */
  public static Identification identify(@Nullable String raw, @Nullable String defaultRegion) {
    if (raw == null || raw.isBlank()) {
      return new NotAnIdentifier("", "The field is empty.");
    }
    var written = WrittenValue.trimmed(raw);
    if (WrittenValue.isPlaceholder(written)) {
      return new NotAnIdentifier(raw, "The value is a placeholder, not a phone number.");
    }
    var region = defaultRegion == null ? "" : defaultRegion.strip().toUpperCase(Locale.ROOT);
    try {
      var number = LIBRARY.parse(dialled(written, region), region.isEmpty() ? null : region);
      return identified(raw, written, number);
    } catch (NumberParseException e) {
      return new NotAnIdentifier(raw, reasonOf(e, region));
    }
  }

  private static Identification identified(String raw, String written, PhoneNumber number) {
    var possible = LIBRARY.isPossibleNumberWithReason(number);
    if (possible != ValidationResult.IS_POSSIBLE) {
      return new NotAnIdentifier(raw, "A phone number of country code +" + number.getCountryCode() + " cannot have this length.");
    }
    if (FILLED_IN.matcher(LIBRARY.getNationalSignificantNumber(number)).matches()) {
      return new NotAnIdentifier(raw, "The value is a placeholder, not a phone number.");
    }
    var e164 = LIBRARY.format(number, PhoneNumberFormat.E164);
    var forms = new LinkedHashSet<String>();
    forms.add(written);
    forms.add(e164);
    variantOf(e164).ifPresent(forms::add);
    return CanonicalForm.identified(IdentifierKind.PHONE, written, e164, forms);
  }

  /**
   * The other form under which the same line is known. Brazil put a 9 before mobile numbers, Argentina has a 9 after its
   * country code when called from abroad, Mexico had a 1: accounts registered before still carry the old form.
   */
  private static Optional<String> variantOf(String e164) {
    return Optional.ofNullable(
        e164.startsWith("+55") ? brazil(e164) : e164.startsWith("+54") ? argentina(e164) : e164.startsWith("+52") ? mexico(e164) : null);
  }

  private static @Nullable String brazil(String e164) {
    var area = e164.substring(0, Math.min(5, e164.length()));
    var line = e164.substring(area.length());
    if (line.length() == 9 && line.charAt(0) == '9') {
      return area + line.substring(1);
    }
    return line.length() == 8 && line.charAt(0) >= '6' ? area + '9' + line : null;
  }

  private static @Nullable String argentina(String e164) {
    var national = e164.substring(3);
    if (national.length() == 11 && national.charAt(0) == '9') {
      return "+54" + national.substring(1);
    }
    return national.length() == 10 ? "+549" + national : null;
  }

  private static @Nullable String mexico(String e164) {
    var national = e164.substring(3);
    if (national.length() == 11 && national.charAt(0) == '1') {
      return "+52" + national.substring(1);
    }
    return national.length() == 10 ? "+521" + national : null;
  }

  /** Without a region nothing tells what 00 means; nearly everywhere it stands for the plus sign. */
  private static String dialled(String written, String region) {
    return region.isEmpty() && written.startsWith("00") ? "+" + written.substring(2) : written;
  }

  private static String reasonOf(NumberParseException e, String region) {
    return switch (e.getErrorType()) {
      case INVALID_COUNTRY_CODE -> region.isEmpty()
          ? "The number has no country code and its field no default region; write it with + and the country code."
          : "The number has no country code that exists.";
      case NOT_A_NUMBER -> "The value is not a phone number.";
      case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> "The number is too short for a phone number.";
      case TOO_LONG -> "The number is too long for a phone number.";
    };
  }

  private PhoneNumbers() {}
}
