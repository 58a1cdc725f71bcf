package io.tributary.simulators.salesforce.org;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What contacts are made of. Every value is computed from the seed, the field and the contact's number, and kept nowhere. */
final class ContactValues {

  static final Instant NEWEST = Instant.parse("2026-11-01T00:00:00Z");
  private static final LocalDate TODAY = LocalDate.ofInstant(NEWEST, ZoneOffset.UTC);
  private static final long SPAN = 5L * 365 * 24 * 3600;
  private static final String CODE = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  // Streams below this belong to the fields, by their place in the file.
  private static final long FIRST_NAMES = 1000;
  private static final long LAST_NAMES = 1001;
  private static final long CREATED = 1002;
  private static final long MODIFIED = 1003;
  private static final long STAMPED = 1004;
  private static final long PEOPLE = 1005;

  private final long seed;
  private final int contacts;
  private final Pools pools = Pools.shared();

  /** Makes one field's values. */
  @FunctionalInterface
  interface Maker {
    @Nullable Object make(long contact, long bits);
  }

  ContactValues(long seed, int contacts) {
    this.seed = seed;
    this.contacts = contacts;
  }

  /** The values of a field, with gaps where contacts have none. */
  Maker planned(FieldPlan plan, int place) {
    var maker = maker(plan.values());
    var filled = plan.filled();
    return (contact, unused) -> {
      var bits = Chance.bits(seed, place, contact);
      return Chance.below(100, bits >>> 32) < filled ? maker.make(contact, bits) : null;
    };
  }

  private Maker maker(String values) {
    var what = values.split(":", 2);
    var argument = what.length == 2 ? what[1] : "";
    return switch (what[0]) {
      case "lastName" -> (contact, bits) -> lastName(contact);
      case "firstName" -> (contact, bits) -> firstName(contact);
      case "initial" -> (contact, bits) -> (char) ('A' + Chance.below(26, bits)) + ".";
      case "fullName" -> (contact, bits) -> firstName(contact) + " " + lastName(contact);
      case "pick" -> pick(argument.split("\\|"));
      case "street" -> pick(pools.streets());
      case "city" -> pick(pools.cities());
      case "state" -> pick(pools.states());
      case "stateCode" -> pick(pools.stateCodes());
      case "title" -> pick(pools.titles());
      case "department" -> pick(pools.departments());
      case "company" -> pick(pools.companies());
      case "postalCode" -> (contact, bits) -> digits(bits, 5);
      case "latitude" -> (contact, bits) -> rounded(25 + 24 * Chance.fraction(bits));
      case "longitude" -> (contact, bits) -> rounded(-124 + 57 * Chance.fraction(bits));
      case "phone" -> (contact, bits) -> phone(bits);
      case "email" -> (contact, bits) -> address(contact, Pools.pick(pools.companyLetters(), bits));
      case "personalEmail" -> (contact, bits) -> address(contact, "mail");
      case "secondaryEmail" -> (contact, bits) -> address(contact, "post");
      case "birthdate" -> (contact, bits) -> TODAY.minusYears(25).minusDays(Chance.below(15_000, bits));
      case "description" -> (contact, bits) -> AwkwardTexts.of(contact, bits, Pools.pick(pools.sentences(), bits >>> 8));
      case "reference" -> reference(argument);
      case "chance" -> chance(Integer.parseInt(argument));
      case "created" -> (contact, bits) -> created(contact);
      case "modified" -> (contact, bits) -> modified(contact);
      case "modstamp" -> (contact, bits) -> modstamp(contact);
      case "recent" -> (contact, bits) -> NEWEST.minusSeconds(Chance.below(SPAN / 5, bits));
      case "recentDay" -> (contact, bits) -> TODAY.minusDays(Chance.below(700, bits));
      case "futureDay" -> (contact, bits) -> TODAY.plusDays(Chance.below(1000, bits));
      case "photoUrl" -> (contact, bits) -> "/services/images/photo/" + SalesforceId.of("003", contact);
      case "linkedIn" -> (contact, bits) -> "https://www.linkedin.com/in/" + handle(contact);
      case "digits" -> (contact, bits) -> digits(bits, Integer.parseInt(argument));
      case "code" -> (contact, bits) -> code(bits, Integer.parseInt(argument));
      case "npi" -> (contact, bits) -> isPhysician(contact) ? Npi.of(bits) : null;
      case "isPhysician" -> (contact, bits) -> isPhysician(contact);
      case "contactType" -> (contact, bits) -> isPhysician(contact) ? "Physician" : Chance.below(2, bits) == 0 ? "Office Manager" : "Nurse";
      case "score" -> (contact, bits) -> (double) Chance.below(101, bits);
      case "amount" -> (contact, bits) -> Chance.below(10_000_000, bits) / 100.0;
      case "externalId" -> (contact, bits) -> "crm-" + contact;
      case "displayLabel" -> (contact, bits) -> lastName(contact) + ", " + firstName(contact);
      default -> throw new IllegalArgumentException("contact-fields.csv: nothing makes '%s'.".formatted(values));
    };
  }

  private static Maker pick(String[] pool) {
    return (contact, bits) -> Pools.pick(pool, bits);
  }

  /** Of other contacts any, of all else one of fifty. */
  private Maker reference(String prefix) {
    return prefix.equals(ContactSheet.PREFIX)
        ? (contact, bits) -> SalesforceId.of(prefix, Chance.below(contacts, bits))
        : pick(IntStream.range(0, 50).mapToObj(number -> SalesforceId.of(prefix, number)).toArray(String[]::new));
  }

  private static Maker chance(int percent) {
    return (contact, bits) -> Chance.below(100, bits) < percent;
  }

  Instant created(long contact) {
    return NEWEST.minusSeconds(Chance.below(SPAN, Chance.bits(seed, CREATED, contact)));
  }

  Instant modified(long contact) {
    var created = created(contact);
    return created.plusSeconds(Chance.below(Math.max(1, NEWEST.getEpochSecond() - created.getEpochSecond()), Chance.bits(seed, MODIFIED, contact)));
  }

  /** A machine's change may come after a person's. */
  Instant modstamp(long contact) {
    return modified(contact).plusSeconds(Chance.below(3600, Chance.bits(seed, STAMPED, contact)));
  }

  boolean isPhysician(long contact) {
    return Chance.below(100, Chance.bits(seed, PEOPLE, contact)) < 68;
  }

  private String firstName(long contact) {
    return Pools.pick(pools.firstNames(), Chance.bits(seed, FIRST_NAMES, contact));
  }

  private String firstLetters(long contact) {
    return Pools.pick(pools.firstLetters(), Chance.bits(seed, FIRST_NAMES, contact));
  }

  private String lastName(long contact) {
    return Pools.pick(pools.lastNames(), Chance.bits(seed, LAST_NAMES, contact));
  }

  private String lastLetters(long contact) {
    return Pools.pick(pools.lastLetters(), Chance.bits(seed, LAST_NAMES, contact));
  }

  private String handle(long contact) {
    return firstLetters(contact) + "-" + lastLetters(contact) + "-" + contact;
  }

  private String address(long contact, String host) {
    return firstLetters(contact) + "." + lastLetters(contact) + contact + "@" + host + ".example";
  }

  private static String phone(long bits) {
    return "(" + (200 + Chance.below(700, bits >>> 3)) + ") 555-" + digits(bits, 4);
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1_000_000) / 1_000_000.0;
  }

  private static String digits(long bits, int count) {
    var digits = new char[count];
    var rest = bits >>> 1;
    for (int i = 0; i < count; i++) {
      digits[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    return new String(digits);
  }

  private static String code(long bits, int count) {
    var code = new char[count];
    var rest = bits >>> 1;
    for (int i = 0; i < count; i++) {
      code[i] = CODE.charAt((int) (rest % CODE.length()));
      rest /= CODE.length();
    }
    return new String(code);
  }
}
