package io.tributary.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {

  private static final String PATH = "/webhooks/unipile/email/";
  private static final String OURS = EndpointUrl.addressOf(URI.create("https://tributary.example/in/"));

  @ParameterizedTest
  @ValueSource(strings = {
    "https://tributary.example/in/webhooks/unipile/email/e1",
    "https://Tributary.Example/in/webhooks/unipile/email/e1",
    "HTTPS://tributary.example:443/in/webhooks/unipile/email/e1",
    "https://tributary.example/in/webhooks/unipile/email/e1/",
    "https://tributary.example/in/webhooks/unipile/email/e1?by=hand#x"
  })
  void oneEndpointIsWrittenInManyWays(String url) {
    assertThat(EndpointUrl.of(url, PATH)).contains(new EndpointUrl(OURS, "e1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "https://old.example/webhooks/unipile/email/e1",
    "https://tributary.example.evil.example/in/webhooks/unipile/email/e1",
    "https://tributary.example:8443/in/webhooks/unipile/email/e1",
    "http://tributary.example/in/webhooks/unipile/email/e1"
  })
  void anEndpointUnderAnotherAddressIsKnownAsSuch(String url) {
    var other = EndpointUrl.of(url, PATH).orElseThrow();

    assertThat(other.endpoint()).isEqualTo("e1");
    assertThat(other.address()).isNotEqualTo(OURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "no URL", "mailto:ada@example.org", "/webhooks/unipile/email/e1", "https://tributary.example/in/webhooks/unipile/email/",
    "https://tributary.example/in/webhooks/unipile/whatsapp/e1", "https://tributary.example/in/webhooks/unipile/email/e1/more"
  })
  void whatLeadsElsewhereLeadsToNoEndpoint(String url) {
    assertThat(EndpointUrl.of(url, PATH)).isEmpty();
  }

  @Test
  void anAddressMeansItsUsualPort() {
    assertThat(EndpointUrl.addressOf(URI.create("http://LOCALHOST"))).isEqualTo(EndpointUrl.addressOf(URI.create("http://localhost:80/")));
  }
}
