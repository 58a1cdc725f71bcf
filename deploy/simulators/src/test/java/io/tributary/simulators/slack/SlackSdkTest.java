package io.tributary.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.Message;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.FaultRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slack's official client for Java against the double. */
class SlackSdkTest {

  private static final SlackSimulator SIMULATOR = SlackSimulator.start(SlackOptions.sample());
  private static final Slack SLACK = Slack.getInstance(config());

  private final MethodsClient methods = SLACK.methods(SlackOptions.DEFAULT_TOKEN);

  @AfterAll
  static void stop() throws Exception {
    SLACK.close();
    SIMULATOR.close();
  }

  @AfterEach
  void noFaultStays() {
    SIMULATOR.breakWith(_ -> null);
    SIMULATOR.faults().clear();
  }

  @Test
  void theTokenTellsItsWorkspaceAndAnotherIsRefused() throws Exception {
    assertThat(methods.authTest(request -> request).getTeamId()).isEqualTo(SlackSimulator.TEAM);
    assertThat(SLACK.methods("xoxb-other").authTest(request -> request).getError()).isEqualTo("invalid_auth");
  }

  @Test
  void aChannelsHistoryIsReadPageByPage() throws Exception {
    var found = new ArrayList<Message>();
    var cursor = "";
    do {
      var after = cursor;
      var page = methods.conversationsHistory(request -> request.channel("C001").limit(15).cursor(after.isEmpty() ? null : after));
      assertThat(page.isOk()).isTrue();
      found.addAll(page.getMessages());
      cursor = page.isHasMore() ? page.getResponseMetadata().getNextCursor() : "";
    } while (!cursor.isEmpty());

    assertThat(found).hasSize(40).extracting(Message::getTs).doesNotHaveDuplicates();
    assertThat(new HashSet<>(found.stream().map(Message::getUser).toList())).hasSize(12);
  }

  @Test
  void aThreadIsItsParentAndItsReplies() throws Exception {
    var parent = methods.conversationsHistory(request -> request.channel("C001").limit(100)).getMessages().stream()
        .filter(message -> message.getReplyCount() != null && message.getReplyCount() > 0).findFirst().orElseThrow();

    var thread = methods.conversationsReplies(request -> request.channel("C001").ts(parent.getTs()));

    assertThat(thread.getMessages()).hasSize(1 + parent.getReplyCount());
    assertThat(thread.getMessages().getFirst().getTs()).isEqualTo(parent.getThreadTs());
    assertThat(thread.getMessages().getLast().getTs()).isEqualTo(parent.getLatestReply());
  }

  @Test
  void aUserHasAnAddressAndAChannelAName() throws Exception {
    assertThat(methods.usersInfo(request -> request.user("U001")).getUser().getProfile().getEmail()).contains("@");
    assertThat(methods.conversationsList(request -> request).getChannels()).extracting(channel -> channel.getName())
        .containsExactly("general", "projects");
  }

  @Test
  void errorsAreOfSlacksForm() throws Exception {
    assertThat(methods.conversationsHistory(request -> request.channel("CNONE")).getError()).isEqualTo("channel_not_found");

    var body = "{\"ok\":false,\"error\":\"ratelimited\"}".getBytes(StandardCharsets.UTF_8);
    SIMULATOR.breakWith(_ -> new Answer(429, "application/json", body, Map.of("Retry-After", "30")));
    assertThatThrownBy(() -> methods.authTest(request -> request)).isInstanceOfSatisfying(SlackApiException.class,
        refused -> assertThat(refused.getResponse().header("Retry-After")).isEqualTo("30"));
  }

  @Test
  void aFaultHasSlacksForm() throws Exception {
    SIMULATOR.faults().add(FaultRule.refuse(400, "token_revoked").times(1));
    SIMULATOR.faults().add(FaultRule.refuse(429, "ratelimited").retryAfter(30).times(1));

    assertThat(methods.authTest(request -> request).getError()).as("with 200").isEqualTo("token_revoked");
    assertThatThrownBy(() -> methods.authTest(request -> request)).isInstanceOfSatisfying(SlackApiException.class,
        refused -> assertThat(refused.getResponse().header("Retry-After")).isEqualTo("30"));
  }

  @Test
  void anEmptyPageLeadsToTheFirstOne() throws Exception {
    SIMULATOR.faults().add(FaultRule.of(FaultRule.Kind.EMPTY_PAGE).account("C001"));

    var empty = methods.conversationsHistory(request -> request.channel("C001").limit(15));
    var first = methods.conversationsHistory(request -> request.channel("C001").limit(15).cursor(empty.getResponseMetadata().getNextCursor()));

    assertThat(empty.getMessages()).isEmpty();
    assertThat(empty.isHasMore()).isTrue();
    assertThat(first.getMessages()).hasSize(15);
    assertThat(methods.conversationsHistory(request -> request.channel("C002").limit(15)).getMessages()).hasSize(15);
  }

  private static SlackConfig config() {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(SIMULATOR.uri() + "/api/");
    // With statistics it would ask auth.test before each call.
    config.setStatsEnabled(false);
    return config;
  }
}
