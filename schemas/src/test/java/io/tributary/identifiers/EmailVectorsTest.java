package io.tributary.identifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tributary.events.Identifier;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;

/** Other projects' facts about mail addresses, as far as they are facts here; see vectors/NOTICE. */
class EmailVectorsTest {

  private static final String REFUSED = "REFUSED";
  private static final String ACCEPTED = "ACCEPTED";

  @TestFactory
  Stream<DynamicTest> canonicalFormsAreThoseOfOtherProjects() {
    var exceptions = Vectors.exceptions("email-canonical/exceptions.tsv");
    return Vectors.table("email-canonical/vectors.tsv").stream()
        .filter(row -> row.get("op").equals("normalize") && asksForOurRules(row))
        .map(row -> {
          var theirs = row.get("expected").equals("INVALID") ? REFUSED : row.get("expected");
          var expected = exceptions.getOrDefault(row.get("input"), theirs);
          return dynamicTest("'" + row.get("input") + "'", () -> assertThat(canonical(row.get("input"))).isEqualTo(expected));
        });
  }

  @TestFactory
  Stream<DynamicTest> addressesAreTheSameWhereOtherProjectsSaySo() {
    var exceptions = Vectors.exceptions("email-canonical/exceptions.tsv");
    return Vectors.table("email-canonical/vectors.tsv").stream().filter(row -> row.get("op").equals("same_as")).map(row -> {
      var pair = row.get("input").split(" ");
      var expected = Boolean.parseBoolean(exceptions.getOrDefault(row.get("input"), row.get("expected")));
      return dynamicTest("'" + row.get("input") + "'", () -> assertThat(canonical(pair[0]).equals(canonical(pair[1]))).isEqualTo(expected));
    });
  }

  @TestFactory
  Stream<DynamicTest> validAddressesAreAcceptedAndBrokenOnesRefused() {
    var exceptions = Vectors.exceptions("email-canonical/validity-exceptions.tsv");
    return Vectors.table("email-canonical/validity.tsv").stream()
        .filter(row -> Set.of("", "allow_display_name=true").contains(row.get("options")))
        .map(row -> {
          var theirs = row.get("expected").equals("valid") ? ACCEPTED : REFUSED;
          var expected = exceptions.getOrDefault(row.get("input"), theirs);
          return dynamicTest("'" + row.get("input") + "'", () -> assertThat(verdict(row.get("input"))).isEqualTo(expected));
        });
  }

  @TestFactory
  Stream<DynamicTest> whatTheRfcsAllowIsAcceptedAndWhatTheyForbidIsRefused() throws Exception {
    var exceptions = Vectors.exceptions("email-isemail/exceptions.tsv");
    var tests = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(EmailVectorsTest.class.getResourceAsStream("/vectors/email-isemail/tests.xml")).getElementsByTagName("test");
    return IntStream.range(0, tests.getLength()).mapToObj(i -> (Element) tests.item(i)).map(test -> {
      var address = controlCharacters(textOf(test, "address"));
      var theirs = textOf(test, "category").equals("ISEMAIL_ERR") ? REFUSED : ACCEPTED;
      var id = test.getAttribute("id");
      return dynamicTest("no. " + id + " " + textOf(test, "address"),
          () -> assertThat(verdict(address)).isEqualTo(exceptions.getOrDefault(id, theirs)));
    });
  }

  @Test
  void everyAddressOfRealMailIsAnIdentifierAndOnlyTheWebmasterIsARole() {
    assertThat(Vectors.lines("sample-mail/addresses.txt")).hasSizeGreaterThan(100)
        .allSatisfy(address -> assertThat(EmailAddresses.identify(address).found()).isPresent())
        .filteredOn(address -> EmailAddresses.isRole(canonical(address))).containsExactly("webmaster@worldwidewords.org");
  }

  /** There are no options here: rows that switch one off, or on beyond our rules, say nothing. */
  private static boolean asksForOurRules(Map<String, String> row) {
    return Stream.of(row.get("options").split(";")).allMatch(option -> option.isEmpty() || option.equals("gmail_remove_dots=true")
        || option.equals("gmail_convert_googlemaildotcom=true"));
  }

  private static String canonical(String raw) {
    return EmailAddresses.identify(raw).found().map(Identifier::getCanonical).orElse(REFUSED);
  }

  private static String verdict(String raw) {
    return EmailAddresses.identify(raw).found().isPresent() ? ACCEPTED : REFUSED;
  }

  private static String textOf(Element test, String name) {
    return test.getElementsByTagName(name).item(0).getTextContent();
  }

  /** The project writes control characters as the symbols for them. */
  private static String controlCharacters(String text) {
    return text.chars().map(c -> c >= 0x2400 && c <= 0x2420 ? c - 0x2400 : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
