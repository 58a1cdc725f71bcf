package io.tributary.channels.whatsapp;

import static io.tributary.channels.whatsapp.WhatsAppWorld.FIRST;
import static io.tributary.channels.whatsapp.WhatsAppWorld.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.unipile.Mode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account with more chats than a page of their list holds, whose provider finds nobody by a number. */
class ScanForNumbersIT {

  private static final int CHATS = 260;

  private final WhatsAppWorld world = new WhatsAppWorld(Mode.LIVE);

  @BeforeEach
  void manyChats() {
    world.simulator.rules().phonesResolve(false);
    for (int i = 0; i < CHATS; i++) {
      world.account.chatWith(contact(i)).receive("Message of " + i, FIRST.plus(Duration.ofDays(i)));
    }
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void theListIsReadNoFurtherThanToWhomIsLookedForAndGoneOnWithForTheNext() {
    sync(1, contact(CHATS - 1));

    assertThat(world.calls()).containsExactly("chat_attendees/chats", "chats", "chats/attendees", "chats/messages");

    sync(2, contact(0));

    assertThat(callsAfter(4)).as("the second page of the list").containsExactly(
        "chat_attendees/chats", "chats", "chats/attendees", "chats/messages");
    assertThat(texts()).containsExactly("Message of " + (CHATS - 1), "Message of 0");
  }

  @Test
  void aLaterScanEndsWhereTheLastOneBegan() {
    sync(1, WhatsAppContact.of("Nobody", "+4915112345678"));
    assertThat(world.calls()).containsExactly("chat_attendees/chats", "chats", "chats");

    world.scansAge();
    var late = WhatsAppContact.of("Late", "+4915112345679").withLid("150000000000000");
    world.account.chatWith(late).receive("Here I am", FIRST.plus(Duration.ofDays(CHATS)));
    sync(2, WhatsAppContact.of("Nobody else", "+4915112345670"));
    assertThat(callsAfter(3)).containsExactly("chat_attendees/chats", "chats");

    sync(3, late);
    assertThat(callsAfter(5)).containsExactly("chat_attendees/chats", "chats/attendees", "chats/messages");
    assertThat(texts()).containsExactly("Here I am");
  }

  private void sync(long version, WhatsAppContact whose) {
    world.sync.changed(version, List.of(phone(whose.phone())));
    world.sync.timePasses();
    world.sync.runDue();
  }

  private static WhatsAppContact contact(int i) {
    return WhatsAppContact.of("Contact " + i, "+3366010%04d".formatted(i)).withLid("14000000000%04d".formatted(i));
  }

  private List<String> callsAfter(int calls) {
    return world.calls().subList(calls, world.calls().size());
  }

  private List<String> texts() {
    return world.sync.published.stream().map(it -> it.getText().getText()).toList();
  }
}
