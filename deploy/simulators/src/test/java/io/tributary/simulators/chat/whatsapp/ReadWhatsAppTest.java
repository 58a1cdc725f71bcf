package io.tributary.simulators.chat.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.simulators.Samples;
import io.tributary.simulators.chat.Addressing;
import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.EventType;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.NetworkRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadWhatsAppTest {

  private static final NetworkRules RULES = new NetworkRules(Addressing.BY_LID, Clock.systemUTC());

  @Test
  void theSampleHoldsThreeSingleChatsAndAGroup() throws IOException {
    var account = ReadWhatsApp.in(Samples.whatsApp(), RULES).getFirst();

    assertThat(account.chats()).hasSize(4);
    assertThat(account.owner().providerId()).isEqualTo("447700900100@s.whatsapp.net");
    assertThat(chatWith(account, "Ada Quill").messages()).hasSize(10);
    assertThat(group(account).others()).extracting(Attendee::name).containsExactly("Ada Quill", "Dee Unknown", "+44 7700 900155");
    assertThat(group(account).messages().values()).filteredOn(row -> row.event() == null).hasSize(4);
  }

  @Test
  void whatHappenedToMessagesIsRead() throws IOException {
    var messages = List.copyOf(chatWith(ReadWhatsApp.in(Samples.whatsApp(), RULES).getFirst(), "Ada Quill").messages().values());

    assertThat(messages).filteredOn(message -> message.state().deleted()).singleElement()
        .satisfies(message -> assertThat(message.content().text()).isNull());
    assertThat(messages).filteredOn(message -> message.state().edited()).extracting(message -> message.content().text())
        .containsExactly("One month, and we do.");
    assertThat(messages).flatExtracting(message -> message.content().attachments()).extracting(Message.Attachment::fileName)
        .containsExactly("offer-2026-03.pdf");
    assertThat(messages).extracting(Message::event).contains(EventType.MISSED_VOICE_CALL);
  }

  @Test
  void aFolderWithoutAccountsSaysWhatItNeeds(@TempDir Path folder) {
    assertThatThrownBy(() -> ReadWhatsApp.in(folder, RULES)).hasMessageContaining("+4915112345678");
  }

  @Test
  void aRealGroupIsReadWhole(@TempDir Path folder) throws IOException {
    var export = Path.of(System.getProperty("tributary.data", "")).resolve("whatsapp-exports/masked-real-group/WhatsApp-chat-masked.txt.gz");
    assumeTrue(Files.exists(export), "needs -Dtributary.data");
    var account = Files.createDirectory(folder.resolve("+919000000000"));
    Files.copy(export, account.resolve("Real group.txt.gz"));

    var messenger = ReadWhatsApp.in(folder, RULES).getFirst();
    var events = group(messenger).messages().values().stream()
        .filter(row -> row.event() != null).collect(Collectors.groupingBy(Message::event, Collectors.counting()));

    assertThat(group(messenger).messages().values()).filteredOn(row -> row.event() == null).hasSize(13_379);
    assertThat(events).containsKeys(EventType.GROUP_CREATE, EventType.PARTICIPANT_ADD, EventType.PARTICIPANT_LEAVE);
    assertThat(messenger.attendees()).hasSizeGreaterThan(154);
  }

  private static Chat chatWith(Messenger account, String name) {
    return account.chats().stream().filter(chat -> !chat.isGroup() && chat.others().getFirst().name().equals(name)).findFirst().orElseThrow();
  }

  private static Chat group(Messenger account) {
    return account.chats().stream().filter(Chat::isGroup).findFirst().orElseThrow();
  }
}
