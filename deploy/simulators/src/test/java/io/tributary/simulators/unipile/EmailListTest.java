package io.tributary.simulators.unipile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmailListTest {

  private UnipileSimulator simulator;
  private Caller caller;
  private String account;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    simulator = UnipileSimulator.start(UnipileOptions.over(TestMail.write(folder)));
    caller = Caller.of(simulator);
    account = simulator.accountOf(TestMail.OWNER);
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @Test
  void listsTheNewestFirst() {
    var dates = caller.walk("/emails", "account_id", account).stream().map(mail -> mail.path("date").asString()).toList();

    assertThat(dates).hasSize(21).isSortedAccordingTo((a, b) -> b.compareTo(a)).allMatch(date -> date.matches(".*T\\d\\d:\\d\\d:\\d\\d\\.000Z"));
  }

  @ParameterizedTest
  @CsvSource({
      "any_email, bob@example.com, 10", "any_email, Bob@Example.Com, 10", "any_email, 'bob@example.com, cy+tag@example.com', 12",
      "any_email, cy@example.com, 0", "any_email, ann@example.com, 13", "from, ANN@example.com, 11", "to, ann@example.com, 4",
      "to, me@example.com, 11", "role, sent, 10", "role, inbox, 10", "role, archive, 1", "folder, INBOX, 10", "folder, Archive, 1",
      "folder, Nowhere, 0", "exclude_folders, 'INBOX,Archive', 10", "message_id, <m7@example.com>, 1", "message_id, m7@example.com, 1",
      "before, 2021-01-01T00:00:00.000Z, 1", "before, 2021-01-01T00:00:00.001Z, 3", "after, 2021-01-01T09:00:00.000Z, 0",
      "after, 2021-01-01T08:59:59.999Z, 2", "unheard_of, x, 21"})
  void filters(String name, String value, int count) {
    assertThat(caller.walk("/emails", "account_id", account, name, value)).hasSize(count);
  }

  @Test
  void combinesFilters() {
    var mails = caller.walk("/emails", "account_id", account, "any_email", "ann@example.com", "to", "cy+tag@example.com", "role", "sent",
        "after", "2021-01-01T01:59:59.999Z");

    assertThat(subjects(mails)).containsExactly("number 15", "number 5");
  }

  @Test
  void findsAThread() {
    var answer = caller.walk("/emails", "account_id", account, "message_id", "<m3@example.com>").getFirst();
    var thread = caller.walk("/emails", "account_id", account, "thread_id", answer.path("thread_id").asString());

    assertThat(subjects(thread)).containsExactlyInAnyOrder("number 2", "number 3");
    assertThat(answer.at("/in_reply_to/message_id").asString()).isEqualTo("<m2@example.com>");
    assertThat(answer.at("/in_reply_to/id").asString()).isEqualTo(
        caller.walk("/emails", "account_id", account, "message_id", "<m2@example.com>").getFirst().path("id").asString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20, 21, 250})
  void walksAllPagesToTheSameMailsThatOnePageHolds(int limit) {
    var once = subjects(caller.walk("/emails", "account_id", account, "any_email", "ann@example.com,bob@example.com"));
    var paged = subjects(caller.walk(
        "/emails", "account_id", account, "any_email", "ann@example.com,bob@example.com", "limit", Integer.toString(limit)));

    assertThat(paged).isEqualTo(once).doesNotHaveDuplicates();
  }

  @Test
  void aCursorIsPaddedBase64OfTheFiltersAndThePosition() {
    var page = caller.get("/emails", "account_id", account, "any_email", "ann@example.com", "limit", "1", "meta_only", "true");
    var cursor = page.path("cursor").asString();

    assertThat(cursor).matches("[A-Za-z0-9+/]+=*").satisfies(text -> assertThat(text.length() % 4).isZero());
    assertThat(new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8))
        .contains("\"account_id\":\"" + account + '"', "\"any_email\":\"ann@example.com\"", "\"limit\":1", "\"meta_only\":true",
            "\"cursor\":{\"last_date\":\"2021-01-01T09:00:00.000Z\",\"last_id\":\"" + page.at("/items/0/id").asString());
  }

  @Test
  void aFollowingPageMayChangeTheLimitAlone() {
    var cursor = caller.get("/emails", "account_id", account, "limit", "1").path("cursor").asString();

    assertThat(caller.get("/emails", "cursor", cursor, "limit", "5").path("items")).hasSize(5);
    assertThat(caller.refusal("/emails", "cursor", cursor, "account_id", account).path("type").asString()).isEqualTo("errors/invalid_parameters");
    assertThat(caller.refusal("/emails", "cursor", cursor, "meta_only", "true").path("status").asInt()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
      "limit, 0", "limit, 251", "limit, -1", "limit, ten", "before, 2021-01-01", "before, 2021-13-01T00:00:00.000Z", "after, 2021-01-01T00:00:00Z",
      "role, outbox", "meta_only, maybe", "any_email, ','"})
  void refusesWhatIsMalformed(String name, String value) {
    var refusal = caller.refusal("/emails", "account_id", account, name, value);

    assertThat(refusal.path("type").asString()).isEqualTo("errors/invalid_parameters");
    assertThat(refusal.path("detail").asString()).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "e30=", "eyJhY2NvdW50X2lkIjoieCJ9", "bnVsbA=="})
  void refusesACursorOfItsOwnMaking(String cursor) {
    assertThat(caller.refusal("/emails", "cursor", cursor).path("status").asInt()).isEqualTo(400);
  }

  @Test
  void wantsAnAccountThatIsThere() {
    assertThat(caller.refusal("/emails", "limit", "1").path("type").asString()).isEqualTo("errors/missing_parameters");
    assertThat(caller.refusal("/emails", "account_id", "x").path("type").asString()).isEqualTo("errors/resource_not_found");
  }

  private static List<String> subjects(List<JsonNode> mails) {
    return mails.stream().map(mail -> mail.path("subject").asString()).toList();
  }
}
