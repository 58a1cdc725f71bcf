package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.LearnedForm;
import io.tributary.events.BulkClass;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import io.tributary.events.ParticipantRole;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObserveMailTest {

  @Test
  void itIsKnownByTheMessageIdWithoutBracketsWhateverElseTheHeaderSays() {
    var observed = observe(new Mails().header("Message-ID", " <A.b+c@Example.org> (added by a relay) <other@x>"));

    assertThat(observed.getExternalId()).isEqualTo("A.b+c@Example.org");
  }

  @Test
  void theHeaderIsAskedBeforeTheProvidersField() {
    assertThat(observe(new Mails().messageId("<field@x>").header("message-id", "<header@x>")).getExternalId())
        .isEqualTo("header@x");
    assertThat(observe(new Mails().messageId("<field@x>")).getExternalId()).isEqualTo("field@x");
    assertThat(observe(new Mails().messageId("bare@x")).getExternalId()).isEqualTo("bare@x");
  }

  @Test
  void aMailWithoutMessageIdIsKnownByItsAccountAndItsIdThere() {
    var observed = observe(new Mails().messageId(null)).getExternalId();

    assertThat(observed).matches("sha256:[0-9a-f]{64}").isEqualTo(observe(new Mails().messageId("")).getExternalId());
  }

  @Test
  void participantsAreFromToAndCcInTheirOrder() {
    var event = observe(new Mails().from("Ada@Example.org").to("owner@OWN.example", "not an address").cc("c.c@gmail.com"));

    assertThat(event.getParticipants()).extracting(it -> it.getRole()).containsExactly(
        ParticipantRole.FROM, ParticipantRole.TO, ParticipantRole.CC);
    assertThat(event.getParticipants()).extracting(it -> it.getAliases().getFirst().getCanonical()).containsExactly(
        "ada@example.org", "owner@own.example", "cc@gmail.com");
    assertThat(event.getParticipants()).extracting(it -> it.getSelf()).containsExactly(false, true, false);
    assertThat(event.getOutbound()).isFalse();
  }

  @Test
  void whatTheOwnerSendsIsOutbound() {
    assertThat(observe(new Mails().from("OWNER@own.example")).getOutbound()).isTrue();
  }

  @Test
  void replyHeadersAreIdsWithoutBrackets() {
    var hints = observe(new Mails()
        .header("In-Reply-To", "\"Ada\"'s message of Monday <first@x> <second@x>")
        .header("References", "<a@x>\r\n <b@\r\n x> junk <a@x>"))
        .getEmail();

    assertThat(hints.getInReplyTo()).isEqualTo("first@x");
    assertThat(hints.getReferences()).containsExactly("a@x", "b@x");
    assertThat(hints.getProviderThread()).isEqualTo("t1");
  }

  @Test
  void theProvidersReplyFieldStandsInForAMissingHeader() {
    assertThat(observe(new Mails().inReplyTo(Map.of("message_id", "<r@x>", "id", "u0"))).getEmail().getInReplyTo()).isEqualTo("r@x");
    assertThat(observe(new Mails().inReplyTo("<r@x>")).getEmail().getInReplyTo()).isEqualTo("r@x");
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      List-Id,          <dev.lists.example.org>,      LIST
      Precedence,       list,                         LIST
      Precedence,       bulk,                         BULK
      List-Unsubscribe, <https://example.org/u>,      BULK
      Auto-Submitted,   auto-replied,                 AUTO_REPLY
      Auto-Submitted,   auto-generated,               BULK
      Auto-Submitted,   no,                           NONE
      X-Other,          x,                            NONE
      """)
  void headersTellWhetherItWasWrittenToMany(String name, String value, BulkClass expected) {
    assertThat(observe(new Mails().header(name, value)).getEmail().getBulk()).isEqualTo(expected);
  }

  @Test
  void theListsAddressIsWhereListPostSays() {
    assertThat(observe(new Mails().header("List-Post", "<mailto:Dev@Lists.example.org?subject=x>")).getEmail().getListAddress())
        .isEqualTo("dev@lists.example.org");
    assertThat(observe(new Mails().header("List-Post", "NO")).getEmail().getListAddress()).isNull();
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      2024-05-01T10:00:00.000Z,  2024-05-01T10:00:00Z
      0102-05-01T10:00:00.000Z,  1971-01-01T00:00:00Z
      9999-05-01T10:00:00.000Z,  2200-12-31T23:59:59Z
      nonsense,                  1971-01-01T00:00:00Z
      """)
  void datesAreKeptWithinReason(String date, Instant expected) {
    assertThat(observe(new Mails().date(date)).getSentAt()).isEqualTo(expected);
  }

  @Test
  void longTextsAreCutBetweenCharactersAndSaySo() {
    var event = observe(new Mails().plain("€".repeat(100_000)).body("x"));

    assertThat(event.getText().getTruncated()).isTrue();
    assertThat(event.getText().getText()).hasSize(256 * 1024 / 3);
    assertThat(event.getHtml().getTruncated()).isFalse();
    assertThat(event.getSize()).isEqualTo(300_001);
  }

  @Test
  void anAddressWrittenWithDotsIsAFormToLearn() {
    var mail = new Mails().from("Kurt.R.Taylor@gmail.com").to("owner@own.example").mail();

    assertThat(MailPeople.of(mail, Mails.ACCOUNT).learnedForms())
        .containsExactly(new LearnedForm("kurtrtaylor@gmail.com", "kurt.r.taylor@gmail.com"));
  }

  private static CommunicationObserved observe(Mails mail) {
    return new ObserveMail(Mails.ACCOUNT, LearntBy.SYNC, 66L, Instant.EPOCH).observe(mail.mail(), MailPeople.of(mail.mail(), Mails.ACCOUNT));
  }
}
