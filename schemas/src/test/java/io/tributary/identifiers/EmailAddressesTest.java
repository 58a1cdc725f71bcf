package io.tributary.identifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.Identification.NotAnIdentifier;
import java.net.IDN;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressesTest {

  @Test
  void anAddressCarriesWhatWasWrittenWhatIsComparedAndWhatIsSearched() {
    var identifier = identify(" Jane.Doe+crm@Corp.example ");

    assertThat(identifier.getKind()).isEqualTo(IdentifierKind.EMAIL);
    assertThat(identifier.getRaw()).isEqualTo("Jane.Doe+crm@Corp.example");
    assertThat(identifier.getCanonical()).isEqualTo("jane.doe+crm@corp.example");
    assertThat(identifier.getSearchForms()).containsExactly("Jane.Doe+crm@Corp.example", "jane.doe+crm@corp.example");
  }

  @Test
  void gmailIsSearchedUnderBothItsDomainsWithAndWithoutDotsAndTag() {
    assertThat(identify("Jane.Doe+crm@gmail.com").getSearchForms()).containsExactly(
        "Jane.Doe+crm@gmail.com", "jane.doe+crm@gmail.com", "jane.doe@gmail.com", "janedoe@gmail.com",
        "jane.doe+crm@googlemail.com", "jane.doe@googlemail.com", "janedoe@googlemail.com");
  }

  @Test
  void aPlusTagElsewhereOnlyMakesAWeakerKey() {
    assertThat(EmailAddresses.untagged(identify("robh+dt@kernel.org"))).hasValueSatisfying(untagged -> {
      assertThat(untagged.getKind()).isEqualTo(IdentifierKind.EMAIL_UNTAGGED);
      assertThat(untagged.getCanonical()).isEqualTo("robh@kernel.org");
    });
    assertThat(EmailAddresses.untagged(identify("robh@kernel.org"))).isEmpty();
    assertThat(EmailAddresses.untagged(identify("rob.h+dt@gmail.com"))).isEmpty();
    assertThat(EmailAddresses.untagged(identify("+dt@kernel.org"))).isEmpty();
  }

  @Test
  void aLongTextIsRefusedAtOnce() {
    assertTimeout(Duration.ofSeconds(30), () -> {
      assertThat(EmailAddresses.identify("jane" + " ".repeat(200_000) + "corp.example")).isInstanceOf(NotAnIdentifier.class);
      assertThat(EmailAddresses.identify("jane@" + "例".repeat(300_000))).isInstanceOf(NotAnIdentifier.class);
    });
  }

  /** The last two are where IDNA 2003, which java.net.IDN follows, names another domain. */
  @ParameterizedTest
  @CsvSource({
    "jane@MÜLLER.example, jane@xn--mller-kva.example",
    "jane@mu\u0308ller.example, jane@xn--mller-kva.example",
    "jane@例え。テスト, jane@xn--r8jz45g.xn--zckzah",
    "jane@straße.example, jane@xn--strae-oqa.example",
    "jane@ΒΌΛΟΣ.example, jane@xn--nxasmq6b.example",
    "jane@βόλος.example, jane@xn--nxasmm1c.example"
  })
  void internationalDomainsAreComparedInTheirAsciiForm(String raw, String canonical) {
    assertThat(identify(raw).getCanonical()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bücher", "президент", "他们为什么不说中文", "ไทย", "ليهمابتكلموشعربي؟", "🍕"})
  void punycodeAgreesWithTheJdkWhereTheStandardsAgree(String label) {
    assertThat("xn--" + Punycode.encode(label)).isEqualTo(IDN.toASCII(label, IDN.ALLOW_UNASSIGNED));
  }

  @Test
  void anInternationalDomainIsSearchedAsPeopleWriteItToo() {
    assertThat(identify("jane@xn--mller-kva.example").getSearchForms()).contains("jane@müller.example");
  }

  @ParameterizedTest
  @CsvSource({
    "<jane@corp.example>, jane@corp.example",
    "Jane Doe <jane@corp.example>, jane@corp.example",
    "mailto:jane@corp.example?subject=x, jane@corp.example",
    "jane @ corp . example, jane@corp.example",
    "jane@corp.example., jane@corp.example",
    "\u200bjane\u00ad@corp.example\ufeff, jane@corp.example",
    "'\"jane\"@corp.example', jane@corp.example",
    "root@localhost, root@localhost",
    "jane@[192.0.2.1], jane@[192.0.2.1]"
  })
  void whatSurroundsAnAddressIsNotPartOfIt(String raw, String canonical) {
    assertThat(identify(raw).getCanonical()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "  ", "n/a", "-", "None", "unknown", "?", "test@test.com", "none@none.com", "jane", "jane@", "@corp.example",
    "a@corp.example; b@corp.example", "a@corp.example, b@corp.example", "jane doe@corp.example", "jane@corp example"})
  void emptyPlaceholderAndMalformedValuesAreNoIdentifiersAndSayWhy(String raw) {
    assertThat(EmailAddresses.identify(raw)).isInstanceOfSatisfying(NotAnIdentifier.class,
        refused -> assertThat(refused.reason()).endsWith("."));
  }

  @ParameterizedTest
  @CsvSource({
    "info@corp.example, true", "no-reply@corp.example, true", "donotreply+42@corp.example, true",
    "mailer-daemon@corp.example, true", "mail@jane.example, false", "jane@corp.example, false",
    "sales.smith@corp.example, false", "hrbek@corp.example, false"
  })
  void rolesAreOnlyNamesThatNobodyIsCalledBy(String address, boolean role) {
    assertThat(EmailAddresses.isRole(address)).isEqualTo(role);
  }

  @Test
  void freeMailIsKnownByItsWholeDomain() {
    assertThat(FreeMail.isFreeMail("GMX.de")).isTrue();
    assertThat(FreeMail.isFreeMail(EmailAddresses.domainOf("jane@googlemail.com"))).isTrue();
    assertThat(FreeMail.isFreeMail("mail.corp.example")).isFalse();
  }

  private static Identifier identify(String raw) {
    return EmailAddresses.identify(raw).found().orElseThrow();
  }
}
