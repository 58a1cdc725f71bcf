package io.tributary.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class CommunicationKeyTest {

  @Test
  void theMailsOfAThreadShareTheKeyOfItsFirst() {
    var first = mail("a@x").build();
    var second = mail("b@x").setEmail(hints("a@x", "a@x")).build();
    var third = mail("c@x").setEmail(hints("b@x", "a@x", "b@x")).build();

    assertThat(List.of(first, second, third)).extracting(CommunicationKey::of).containsOnly("acme|email|a@x");
  }

  @Test
  void theCopiesOfAMailInTwoAccountsShareOne() {
    var ours = mail("a@x").setCopy(copy("one")).build();
    var theirs = mail("a@x").setCopy(copy("two")).build();

    assertThat(CommunicationKey.of(ours)).isEqualTo(CommunicationKey.of(theirs));
  }

  @Test
  void aMailWithoutReferencesGoesWithWhatItAnswers() {
    assertThat(CommunicationKey.of(mail("b@x").setEmail(hints("a@x")).build())).isEqualTo("acme|email|a@x");
  }

  @Test
  void aMailThatIsAllAloneHasItsOwn() {
    assertThat(CommunicationKey.of(mail("a@x").setEmail(hints(null)).build())).isEqualTo("acme|email|a@x");
  }

  @Test
  void aGroupIsOneInEveryAccountAndAChatOfTwoEachAccountsOwn() {
    var group = message().setChat("c1").setGroup(true).build();
    var chat = message().setChat("c1").build();

    assertThat(CommunicationKey.of(group)).isEqualTo("acme|whatsapp|c1");
    assertThat(CommunicationKey.of(chat)).isEqualTo("acme|whatsapp|one|c1");
  }

  @Test
  void whatIsInNoChatHasItsOwn() {
    assertThat(CommunicationKey.of(message().setChannel(Channel.CALL).setKind(CommunicationKind.CALL).build())).isEqualTo("acme|call|m1");
  }

  private static CommunicationObserved.Builder mail(String id) {
    return observed(id).setChannel(Channel.EMAIL).setKind(CommunicationKind.EMAIL);
  }

  private static CommunicationObserved.Builder message() {
    return observed("m1").setChannel(Channel.WHATSAPP).setKind(CommunicationKind.MESSAGE);
  }

  private static CommunicationObserved.Builder observed(String id) {
    return CommunicationObserved.newBuilder()
        .setTenant("acme").setExternalId(id).setSentAt(Instant.EPOCH).setParticipants(List.of()).setCopy(copy("one")).setLearntBy(LearntBy.SYNC)
        .setObservedAt(Instant.EPOCH);
  }

  private static AccountCopy copy(String account) {
    return AccountCopy.newBuilder().setAccount(account).setProviderId("1").build();
  }

  private static EmailHints hints(@Nullable String inReplyTo, String... references) {
    return EmailHints.newBuilder().setInReplyTo(inReplyTo).setReferences(List.of(references)).setBulk(BulkClass.NONE).build();
  }
}
