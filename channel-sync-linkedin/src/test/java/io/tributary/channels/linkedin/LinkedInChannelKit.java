package io.tributary.channels.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.MessagePage;
import io.tributary.channels.Search;
import io.tributary.channels.testing.ChannelContract;
import io.tributary.channels.testing.ChannelWorld;
import io.tributary.events.CommunicationKey;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.unipile.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** LinkedIn's channel against UniPile's simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LinkedInChannelKit implements ChannelContract {

  private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  private static final int MESSAGES = 300;
  private static final int IN_MAIL = 2;
  private static final LinkedInProfile ADA = LinkedInProfile.of("ada-lovelace", "Ada", "Lovelace").withEmails("ada@example.org");

  private final Mode mode;
  private LinkedInWorld world;

  LinkedInChannelKit(Mode mode) {
    this.mode = mode;
  }

  @BeforeAll
  void start() {
    world = new LinkedInWorld(mode);
    var messenger = world.account;
    var chat = messenger.chatWith(ADA);
    for (int i = 0; i < MESSAGES; i++) {
      var at = FIRST.plusSeconds(60L * i);
      var unused = i % 3 == 0 ? chat.send("Hello " + i, at) : chat.receive("Hello " + i, at);
    }
    var inMail = messenger.inMail(ADA, "An offer");
    inMail.send("Would you like to?", FIRST.minusSeconds(120));
    inMail.receive("No.", FIRST.minusSeconds(60));
    messenger.chatWith(LinkedInProfile.of("bob", "Bob", "Builder")).receive("I am somebody else.", FIRST);
    messenger.group("Both", ADA, LinkedInProfile.of("bob", "Bob", "Builder")).receive(ADA, Message.Content.of("Hi all."), FIRST);
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Override
  public ChannelWorld world() {
    var middle = FIRST.plusSeconds(60L * 99 + 30);
    return new ChannelWorld(world.channel, world.connected(), List.of("ada-lovelace"), MESSAGES + IN_MAIL, middle, MESSAGES - 100, "no-such-account");
  }

  @Test
  void aWalkCallsOncePerPageAndALookUpIsMadeOnceForGood() {
    walk("ada-lovelace");
    long before = world.simulator.calls().total();
    long lookUps = world.asked();

    var pages = walk("ada-lovelace");

    // The list of chats, the chat in two pages, the InMail in one.
    assertThat(pages).hasSize(4);
    assertThat(world.simulator.calls().total() - before).isEqualTo(4);
    assertThat(world.asked()).isEqualTo(lookUps);
  }

  @Test
  void aMessageSaysWhoWroteItToWhomByEveryIdThatLinkedInEquates() {
    var received = said("Hello 299");
    var sent = said("Hello 297");

    assertThat(received.getKind()).isEqualTo(CommunicationKind.MESSAGE);
    assertThat(received.getOutbound()).isFalse();
    var from = in(received, ParticipantRole.FROM);
    assertThat(from.getDisplayName()).isEqualTo("Ada Lovelace");
    assertThat(from.getSelf()).isFalse();
    assertThat(canonical(from.getAliases())).contains(ADA.providerId(), "ada-lovelace");
    assertThat(canonical(from.getEvidence())).containsExactly("ada@example.org");
    assertThat(canonical(in(received, ParticipantRole.TO).getAliases())).contains("olivia-owner");
    assertThat(in(received, ParticipantRole.TO).getSelf()).isTrue();

    assertThat(sent.getOutbound()).isTrue();
    assertThat(canonical(in(sent, ParticipantRole.FROM).getAliases())).contains("olivia-owner");
    assertThat(canonical(in(sent, ParticipantRole.TO).getAliases())).contains("ada-lovelace");
  }

  @Test
  void anInMailHasItsSubjectAndAConversationOfItsOwn() {
    var inMail = said("No.");
    var chat = said("Hello 299");

    assertThat(inMail.getSubject()).isEqualTo("An offer");
    assertThat(CommunicationKey.of(inMail)).isNotEqualTo(CommunicationKey.of(chat)).startsWith("acme|linkedin|" + world.account.id() + "|");
    assertThat(chat.getSubject()).isNull();
  }

  @Test
  void nobodyElsesChatIsRead() {
    assertThat(walk("ada-lovelace")).flatExtracting(MessagePage::messages).extracting(LinkedInChannelKit::text)
        .doesNotContain("I am somebody else.");
  }

  @Test
  void aClassicIdNeedsNoLookUp() {
    long lookUps = world.asked();

    assertThat(walk(ADA.providerId())).flatExtracting(MessagePage::messages).hasSize(MESSAGES + IN_MAIL);

    assertThat(world.asked()).isEqualTo(lookUps);
  }

  @Test
  void aMembersNumberCannotBeAskedFor() {
    long calls = world.simulator.calls().total();

    assertThat(walk(ADA.memberUrn())).singleElement().satisfies(page -> assertThat(page.messages()).isEmpty());

    assertThat(world.simulator.calls().total()).isEqualTo(calls);
  }

  @Test
  void anAccountsOwnIdsAreItsOwners() {
    var owner = LinkedInProfile.of("olivia-owner", "Olivia", "Owner");

    assertThat(world.channel.profile(world.account.id()).own()).extracting(Identifier::getCanonical)
        .containsExactlyInAnyOrder(owner.providerId(), "olivia-owner", owner.memberUrn());
  }

  private List<MessagePage> walk(String form) {
    var pages = new ArrayList<MessagePage>();
    String cursor = null;
    do {
      var page = world.channel.page(new Search(world.connected(), RECORD, List.of(form), null, cursor));
      pages.add(page);
      cursor = page.cursor();
    } while (cursor != null && pages.size() < 100);
    return pages;
  }

  private CommunicationObserved said(String text) {
    return walk("ada-lovelace").stream().flatMap(page -> page.messages().stream())
        .filter(it -> text.equals(text(it))).findFirst().orElseThrow();
  }

  private static String text(CommunicationObserved event) {
    return event.getText().getText();
  }

  private static ObservedParticipant in(CommunicationObserved event, ParticipantRole role) {
    return event.getParticipants().stream().filter(it -> it.getRole() == role).findFirst().orElseThrow();
  }

  private static List<String> canonical(List<Identifier> identifiers) {
    return identifiers.stream().map(Identifier::getCanonical).toList();
  }
}
