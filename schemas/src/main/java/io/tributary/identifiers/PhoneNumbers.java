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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Phone numbers as E.164, by libphonenumber. */
public final class PhoneNumbers {

  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  private static final Pattern FILLED_IN = Pattern.compile("(\\d)\\1{5,}|0?12345678?9?0?");

  private static final int MEXICO = 52;
  private static final int BRAZIL = 55;
  private static final Pattern OLD_MEXICAN_MOBILE = Pattern.compile("^(?:01|1|044|045)(\\d{10})$");
  private static final Pattern OLD_BRAZILIAN_MOBILE = Pattern.compile("^(\\d{2})([6-9]\\d{7})$");

  private static final Pattern BRAZILIAN_MOBILE = Pattern.compile("\\+55(\\d{2})9(\\d{8})");
  private static final Pattern MEXICAN = Pattern.compile("\\+52(\\d{10})");
  private static final Pattern ARGENTINE_MOBILE = Pattern.compile("\\+549(\\d{10})");
  private static final Pattern ARGENTINE = Pattern.compile("\\+54(\\d{10})");

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

  private static Identification identified(String raw, String written, PhoneNumber parsed) {
    var number = withoutOldPrefixes(parsed);
    var valid = LIBRARY.isValidNumber(number);
    if (!valid && LIBRARY.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
      return new NotAnIdentifier(raw, "A phone number of country code +" + number.getCountryCode() + " cannot have this length.");
    }
    if (!valid && FILLED_IN.matcher(LIBRARY.getNationalSignificantNumber(number)).matches()) {
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
   * Two countries changed their mobile numbers without giving anybody a new line, so both forms are one number: Mexico gave
   * up the prefixes 1, 01, 044 and 045, Brazil put a 9 before mobile numbers (those of eight digits that begin with 6 to 9).
   */
  private static PhoneNumber withoutOldPrefixes(PhoneNumber number) {
    var national = LIBRARY.getNationalSignificantNumber(number);
    var replaced = switch (number.getCountryCode()) {
      case MEXICO -> OLD_MEXICAN_MOBILE.matcher(national).replaceFirst("$1");
      case BRAZIL -> OLD_BRAZILIAN_MOBILE.matcher(national).replaceFirst("$19$2");
      default -> national;
    };
    return replaced.equals(national)
        ? number
        : new PhoneNumber().setCountryCode(number.getCountryCode()).setNationalNumber(Long.parseLong(replaced));
  }

  /**
   * The other form under which the line may be known. Accounts registered before a country's change still carry the old form,
   * and in Argentina a mobile number has a 9 after its country code or not, depending on who wrote it.
   */
  private static Optional<String> variantOf(String e164) {
    return Stream.of(
            Map.entry(BRAZILIAN_MOBILE, "+55$1$2"),
            Map.entry(MEXICAN, "+521$1"),
            Map.entry(ARGENTINE_MOBILE, "+54$1"),
            Map.entry(ARGENTINE, "+549$1"))
        .filter(form -> form.getKey().matcher(e164).matches())
        .map(form -> form.getKey().matcher(e164).replaceFirst(form.getValue()))
        .findFirst();
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
