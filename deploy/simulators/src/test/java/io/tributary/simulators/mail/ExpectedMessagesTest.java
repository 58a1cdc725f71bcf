package io.tributary.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real mailboxes against counts that were computed independently, whose definitions stand in the expected file. The sample by default;
 * other sets by {@code -Dtributary.mail=DIR -Dtributary.records=FILE -Dtributary.expected=FILE}.
 */
class ExpectedMessagesTest {

  private static final String SAMPLE = "src/main/resources/sample-mail/";
  private static final Path MAIL = Path.of(System.getProperty("tributary.mail", SAMPLE + "mailboxes"));
  private static final Path RECORDS = Path.of(System.getProperty("tributary.records", SAMPLE + "records.csv"));
  private static final Path EXPECTED = Path.of(System.getProperty("tributary.expected", SAMPLE + "expected.json"));

  private static final Map<String, Set<String>> ADDRESSES_BY_MESSAGE = new HashMap<>();
  private static final List<Letter> LETTERS = new ArrayList<>();
  private static JsonNode expected = JsonMapper.shared().nullNode();

  @BeforeAll
  static void read() throws IOException {
    expected = JsonMapper.shared().readTree(Files.readString(EXPECTED));
    try (var paths = Files.list(MAIL)) {
      paths.sorted().flatMap(path -> MailSource.of(path).stream()).forEach(source -> {
        try {
          source.read(raw -> keep(Letter.of(raw)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  private static void keep(Letter letter) {
    LETTERS.add(letter);
    var addresses = ADDRESSES_BY_MESSAGE.computeIfAbsent(letter.messageId(), id -> new HashSet<>());
    Stream.of(letter.from(), letter.recipients()).flatMap(Collection::stream).map(ExpectedMessagesTest::canonical).forEach(addresses::add);
  }

  @Test
  void findsEveryCopyAndEveryDistinctMessage() {
    assertThat(LETTERS).hasSize(expected.at("/totals/message_copies").asInt());
    assertThat(ADDRESSES_BY_MESSAGE).hasSize(expected.at("/totals/messages").asInt());
  }

  @Test
  void countsTheMessagesOfEveryRecord() throws IOException {
    // When the messages are counted in which one of a record's addresses takes part
    var counted = new TreeMap<String, Integer>();
    try (var rows = CsvReader.builder().ofNamedCsvRecord(RECORDS)) {
      rows.forEach(row -> counted.put(
          row.getField("external_id"), messagesOf(Stream.of("personal_email", "work_email").map(row::getField).map(ExpectedMessagesTest::canonical)
              .filter(address -> !address.isEmpty()).collect(Collectors.toSet()))));
    }
    // Then they are as many as the independent count says, for every record
    var answers = new TreeMap<String, Integer>();
    expected.path("records").properties().forEach(entry -> answers.put(entry.getKey(), entry.getValue().path("messages").asInt()));
    assertThat(counted).isEqualTo(answers);
  }

  @Test
  void tiesMessagesToTheSameConversations() {
    var threads = Threads.of(LETTERS);
    var conversations = LETTERS.stream().map(letter -> threads.of(letter, "")).collect(Collectors.toSet());
    assertThat(conversations).hasSize(expected.at("/totals/conversations").asInt());
  }

  private static int messagesOf(Set<String> addresses) {
    return (int) ADDRESSES_BY_MESSAGE.values().stream().filter(of -> of.stream().anyMatch(addresses::contains)).count();
  }

  /** As the expected file defines it, in the few words that its data needs. */
  private static String canonical(String address) {
    var lower = address.toLowerCase(Locale.ROOT).strip();
    if (lower.matches(".*@(gmail|googlemail)\\.com")) {
      return lower.replaceFirst("[+@].*", "").replace(".", "") + "@gmail.com";
    }
    return lower;
  }
}
