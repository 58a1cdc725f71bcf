package io.tributary.channels.whatsapp;

import static io.tributary.channels.whatsapp.WhatsAppWorld.FIRST;
import static io.tributary.channels.whatsapp.WhatsAppWorld.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.MessagePage;
import io.tributary.channels.Search;
import io.tributary.channels.SoughtIdentifier;
import io.tributary.channels.testing.ChannelContract;
import io.tributary.channels.testing.ChannelWorld;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.unipile.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds in both of the shapes that UniPile's answers have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WhatsAppChannelKit implements ChannelContract {

  private static final WhatsAppContact ADA = WhatsAppContact.of("Ada", "+33660036335").withLid("140874994434143").withHiddenPhone();
  private static final int MESSAGES = 300;

  private final Mode mode;
  private WhatsAppWorld world;

  WhatsAppChannelKit(Mode mode) {
    this.mode = mode;
  }

  @BeforeAll
  void start() {
    world = new WhatsAppWorld(mode);
    world.chat(ADA, MESSAGES);
    world.chat(WhatsAppContact.of("Bob", "+33660036336"), 3);
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Override
  public ChannelWorld world() {
    return new ChannelWorld(
        world.channel, world.connected(), forms("+33 6 60 03 63 35"), MESSAGES, FIRST.plus(Duration.ofSeconds(60 * 99 + 30)), MESSAGES - 100,
        "no-such-account");
  }

  @Test
  void anAccountsNumberIsItsOwners() {
    assertThat(world.channel.profile(world.account.id()).own()).extracting(Identifier::getCanonical)
        .containsExactly(OWN, "493012345678@s.whatsapp.net");
  }

  @Test
  void aMessageSaysWhoWroteToWhomInWhichChat() {
    var events = events("+33660036335");

    var received = events.stream().filter(event -> !event.getOutbound()).findFirst().orElseThrow();
    assertThat(received.getParticipants()).extracting(ObservedParticipant::getRole).containsExactly(ParticipantRole.FROM, ParticipantRole.TO);
    assertThat(received.getParticipants()).extracting(ObservedParticipant::getSelf).containsExactly(false, true);
    assertThat(received.getParticipants()).extracting(it -> it.getAliases().getFirst().getCanonical()).containsExactly("+33660036335", OWN);
    assertThat(received.getParticipants().getFirst().getDisplayName()).isEqualTo("Ada");
    var sent = events.stream().filter(CommunicationObserved::getOutbound).findFirst().orElseThrow();
    assertThat(sent.getParticipants()).extracting(ObservedParticipant::getSelf).containsExactly(true, false);
    assertThat(sent.getChat()).isEqualTo(received.getChat());
    assertThat(sent.getGroup()).isFalse();
  }

  /** As the record writes the number, as WhatsApp knows the line. */
  @ParameterizedTest
  @CsvSource({
      "+55 11 98765-4321, +551187654321",
      "+55 11 98765-4322, +5511987654322",
      "+52 55 1234 5678, +5215512345678",
      "+52 1 55 1234 5679, +525512345679",
      "+54 11 2345-6789, +5491123456789",
      "+54 9 11 2345-6780, +541123456780",
  })
  void aLineIsFoundAndNamedHoweverItsCountryWritesIt(String written, String registered) {
    world.chat(WhatsAppContact.of("Somebody", registered), 2);

    var people = events(written).stream().flatMap(event -> event.getParticipants().stream()).filter(person -> !person.getSelf()).toList();

    assertThat(people).hasSize(2).allSatisfy(person ->
        assertThat(Stream.concat(person.getAliases().stream(), person.getEvidence().stream()).toList())
            .anySatisfy(it -> {
              assertThat(it.getKind()).isEqualTo(IdentifierKind.PHONE);
              assertThat(it.getCanonical()).isEqualTo(WhatsAppWorld.phone(written).getCanonical());
            }));
  }

  @Test
  void aNumberThatIsWrittenInAnotherWayIsNoOtherLine() {
    assertThat(forms("+33 6 60 03 63 35")).isEqualTo(forms("0033660036335")).containsExactly("+33660036335");
  }

  @Test
  void twoNumbersOfOneRecordAreTwoPeoplesChats() {
    var forms = new ArrayList<>(forms("+33660036336"));
    forms.addAll(forms("+33660036335"));

    assertThat(pages(forms)).flatExtracting(MessagePage::ids).hasSize(MESSAGES + 3);
  }

  List<CommunicationObserved> events(String written) {
    return pages(forms(written)).stream().flatMap(page -> page.messages().stream()).toList();
  }

  List<MessagePage> pages(List<String> forms) {
    var pages = new ArrayList<MessagePage>();
    String cursor = null;
    do {
      pages.add(world.channel.page(new Search(world.connected(), RECORD, forms, null, cursor)));
      cursor = pages.getLast().cursor();
    } while (cursor != null);
    return pages;
  }

  WhatsAppWorld whatsApp() {
    return world;
  }

  private List<String> forms(String written) {
    return world.channel.formsOf(SoughtIdentifier.of(WhatsAppWorld.phone(written)));
  }
}
