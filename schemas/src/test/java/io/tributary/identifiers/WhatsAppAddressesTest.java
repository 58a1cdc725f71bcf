package io.tributary.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppAddressesTest {

  @ParameterizedTest
  @CsvSource({
      "33660036335@s.whatsapp.net, 33660036335@s.whatsapp.net",
      "33660036335:12@s.whatsapp.net, 33660036335@s.whatsapp.net",
      "33660036335.0:1@S.WhatsApp.Net, 33660036335@s.whatsapp.net",
      "33660036335@c.us, 33660036335@s.whatsapp.net",
  })
  void aPersonsJidIsOneWhateverTheDevice(String written, String canonical) {
    assertThat(WhatsAppAddresses.identify(written).found()).hasValueSatisfying(found -> {
      assertThat(found.getKind()).isEqualTo(IdentifierKind.WHATSAPP_JID);
      assertThat(found.getCanonical()).isEqualTo(canonical);
    });
  }

  @Test
  void aLidIsNoPhoneNumber() {
    assertThat(WhatsAppAddresses.identify("140874994434143@lid").found()).map(Identifier::getKind).hasValue(IdentifierKind.WHATSAPP_LID);
    assertThat(WhatsAppAddresses.phoneOf("140874994434143@lid")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "hidden", "120363020000000000@g.us", "status@broadcast", "33660036335", "+33660036335@s.whatsapp.net"})
  void groupsBroadcastsAndWordsAreNobody(String written) {
    assertThat(WhatsAppAddresses.identify(written).found()).isEmpty();
    assertThat(WhatsAppAddresses.phoneOf(written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
      "33660036335@s.whatsapp.net, +33660036335",
      "551187654321@s.whatsapp.net, +5511987654321",
      "5215512345678@s.whatsapp.net, +525512345678",
  })
  void aJidOfAnOldFormIsTheSameNumber(String jid, String number) {
    assertThat(WhatsAppAddresses.phoneOf(jid)).map(Identifier::getCanonical).hasValue(number);
  }

  @ParameterizedTest
  @CsvSource({
      "+55 11 98765-4321, 5511987654321, 551187654321",
      "+52 55 1234 5678, 525512345678, 5215512345678",
      "+54 9 11 2345-6789, 5491123456789, 541123456789",
      "+54 11 2345-6789, 541123456789, 5491123456789",
  })
  void aNumberIsLookedForInEveryFormItsLineMayHave(String written, String first, String second) {
    var phone = PhoneNumbers.identify(written, null).found().orElseThrow();

    assertThat(WhatsAppAddresses.jidsOf(phone.getSearchForms())).containsExactly(first + "@s.whatsapp.net", second + "@s.whatsapp.net");
  }

  @Test
  void formsWithoutACountryCodeAreNoJids() {
    assertThat(WhatsAppAddresses.jidsOf(List.of("0660036335", "+", "ada@example.org"))).isEmpty();
  }
}
