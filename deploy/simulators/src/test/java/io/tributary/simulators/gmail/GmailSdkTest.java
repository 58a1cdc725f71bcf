package io.tributary.simulators.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.gmail.Gmail;
import com.google.api.services.gmail.model.Message;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.UserCredentials;
import io.tributary.simulators.SampleMail;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Google's official client for Java against the double, its token endpoint included. */
class GmailSdkTest {

  private static final String OWNER = "garym@canada.com";
  private static GmailSimulator simulator;
  private static Gmail gmail;

  @BeforeAll
  static void start() throws Exception {
    simulator = GmailSimulator.start(GmailOptions.over(SampleMail.folder()));
    gmail = clientOf("refresh-" + OWNER);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void theMailboxIsItsOwners() throws Exception {
    assertThat(gmail.users().getProfile("me").execute().getEmailAddress()).isEqualTo(OWNER);
    assertThatThrownBy(() -> clientOf("refresh-nobody@canada.com").users().getProfile("me").execute())
        .isInstanceOf(IOException.class).hasMessageContaining("invalid_grant");
  }

  @Test
  void aLabelsMailsAreListedPageByPageAndReadWhole() throws Exception {
    var listed = new ArrayList<Message>();
    String page = null;
    do {
      var answer = gmail.users().messages().list("me").setLabelIds(List.of("INBOX")).setMaxResults(50L).setPageToken(page).execute();
      listed.addAll(answer.getMessages());
      page = answer.getNextPageToken();
    } while (page != null);

    assertThat(listed).hasSizeGreaterThan(50).extracting(Message::getId).doesNotHaveDuplicates();
    var mail = gmail.users().messages().get("me", listed.getFirst().getId()).execute().getPayload();
    assertThat(mail.getHeaders()).anyMatch(header -> header.getName().equalsIgnoreCase("Message-ID"));
    assertThat(new String(mail.getParts().getFirst().getBody().decodeData(), StandardCharsets.UTF_8)).isNotBlank();
  }

  @Test
  void historySaysWhatCameSince() throws Exception {
    simulator.holdBack(OWNER, 2);
    var since = gmail.users().getProfile("me").execute().getHistoryId();
    simulator.deliver(OWNER);

    var history = gmail.users().history().list("me").setStartHistoryId(since).execute();

    assertThat(history.getHistory().stream().flatMap(entry -> entry.getMessagesAdded().stream())).hasSize(2);
    assertThat(history.getHistoryId()).isGreaterThan(since);
  }

  @Test
  void aForgottenHistoryIsNotFound() throws Exception {
    simulator.forgetHistory("tomwhore@slack.net");
    var other = clientOf("refresh-tomwhore@slack.net");

    assertThatThrownBy(() -> other.users().history().list("me").setStartHistoryId(BigInteger.ONE).execute())
        .isInstanceOfSatisfying(GoogleJsonResponseException.class, refused -> assertThat(refused.getStatusCode()).isEqualTo(404));
  }

  private static Gmail clientOf(String refreshToken) {
    var credentials = UserCredentials.newBuilder().setClientId("id").setClientSecret("secret").setRefreshToken(refreshToken)
        .setTokenServerUri(simulator.uri().resolve("/token")).build();
    return new Gmail.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), new HttpCredentialsAdapter(credentials))
        .setRootUrl(simulator.uri() + "/").setApplicationName("tributary").build();
  }
}
