package io.tributary.identifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tributary.events.Identifier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Other projects' facts about phone numbers, as far as they are facts here; see vectors/NOTICE. */
class PhoneVectorsTest {

  private static final String REFUSED = "REFUSED";

  @TestFactory
  Stream<DynamicTest> numbersAreReadAsTheirLibraryReadsThem() {
    var exceptions = Vectors.exceptions("phone-libphonenumber/exceptions.tsv");
    return Vectors.table("phone-libphonenumber/parse.tsv").stream().map(row -> {
      var theirs = row.get("expected_with_current_metadata");
      var e164 = theirs.startsWith("INVALID") ? REFUSED : theirs.split(";ext=")[0];
      var expected = exceptions.getOrDefault(row.get("input"), e164);
      return dynamicTest("'" + row.get("input") + "' " + row.get("default_region"),
          () -> assertThat(e164(row.get("input"), row.get("default_region"))).isEqualTo(expected));
    });
  }

  @Test
  void exampleNumbersOfEveryCountryAreReadInEveryForm() {
    var exceptions = Vectors.exceptions("phone-libphonenumber/exceptions.tsv");
    assertThat(Vectors.table("phone-libphonenumber/example-numbers.tsv")).hasSizeGreaterThan(1_100).allSatisfy(row -> {
      var expected = exceptions.getOrDefault(row.get("e164"), row.get("e164"));
      assertThat(e164(row.get("e164"), null)).isEqualTo(expected);
      assertThat(e164(row.get("international_format"), "US")).isEqualTo(expected);
    });
  }

  @TestFactory
  Stream<DynamicTest> numbersAreReadAsAnotherLibraryReadsThem() {
    var exceptions = Vectors.exceptions("phone-phonelib/exceptions.tsv");
    return Vectors.table("phone-phonelib/e164.tsv").stream().filter(row -> row.get("settings").isEmpty()).map(row -> {
      var region = row.get("country").isEmpty() ? row.get("default_country") : row.get("country");
      var expected = exceptions.getOrDefault(row.get("input"), row.get("expected"));
      return dynamicTest("'" + row.get("input") + "' " + region, () -> assertThat(e164(row.get("input"), region)).isEqualTo(expected));
    });
  }

  @TestFactory
  Stream<DynamicTest> mobileNumbersAsPeopleWriteThemAreIdentifiers() {
    var exceptions = Vectors.exceptions("phone-validatorjs/exceptions.tsv");
    return Vectors.table("phone-validatorjs/valid.tsv").stream()
        .filter(row -> !row.get("region").isEmpty())
        .map(row -> dynamicTest(row.get("locale") + " " + row.get("input"), () -> {
          var expected = exceptions.getOrDefault(row.get("input"), "ACCEPTED");
          var verdict = e164(row.get("input"), row.get("region")).equals(REFUSED) ? REFUSED : "ACCEPTED";
          assertThat(verdict).isEqualTo(expected);
        }));
  }

  private static String e164(String raw, @Nullable String region) {
    return PhoneNumbers.identify(raw, region).found().map(Identifier::getCanonical).orElse(REFUSED);
  }
}
