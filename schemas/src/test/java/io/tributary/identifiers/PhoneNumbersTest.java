package io.tributary.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identifiers.Identification.NotAnIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumbersTest {

  @ParameterizedTest
  @CsvSource({
    "030 901820, DE, +4930901820",
    "(202) 555-0143, us, +12025550143",
    "0044 20 7946 0958, , +442079460958",
    "tel:+49-30-901820;ext=5, DE, +4930901820",
    "+1 202 555 0143 ext. 9, , +12025550143"
  })
  void numbersAreComparedAsE164(String raw, String region, String canonical) {
    assertThat(PhoneNumbers.identify(raw, region).found()).hasValueSatisfying(
        number -> assertThat(number.getCanonical()).isEqualTo(canonical));
  }

  @ParameterizedTest
  @CsvSource({
    "+55 11 98765-4321, +5511987654321, +551187654321",
    "+55 11 8765-4321, +5511987654321, +551187654321",
    "+52 1 33 1234 5678, +523312345678, +5213312345678",
    "+52 33 1234 5678, +523312345678, +5213312345678",
    "+54 9 11 2345 6789, +5491123456789, +541123456789",
    "+54 11 2345 6789, +541123456789, +5491123456789"
  })
  void brazilMexicoAndArgentinaAreSearchedUnderTheirOtherFormToo(String raw, String canonical, String variant) {
    assertThat(PhoneNumbers.identify(raw, null).found()).hasValueSatisfying(number -> {
      assertThat(number.getCanonical()).isEqualTo(canonical);
      assertThat(number.getSearchForms()).startsWith(raw, canonical).contains(variant);
    });
  }

  @Test
  void aBrazilianLandlineHasNoOtherForm() {
    assertThat(PhoneNumbers.identify("+55 11 3456-7890", null).found()).hasValueSatisfying(
        number -> assertThat(number.getSearchForms()).containsExactly("+55 11 3456-7890", "+551134567890"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', US", "n/a, US", "000-000-0000, US", "1234567890, US", "call me, US", "12, US", "+49 1, DE", "2025550143,"
  })
  void emptyPlaceholderAndMalformedValuesAreNoIdentifiersAndSayWhy(String raw, String region) {
    assertThat(PhoneNumbers.identify(raw, region)).isInstanceOfSatisfying(NotAnIdentifier.class,
        refused -> assertThat(refused.reason()).endsWith("."));
  }
}
