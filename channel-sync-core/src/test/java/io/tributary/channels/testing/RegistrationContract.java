package io.tributary.channels.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a channel's running service tells the provider where it has a public address. The service's test of live traffic implements this. */
public interface RegistrationContract {

  Duration LONG = Duration.ofSeconds(60);

  RunningService service();

  /** A connected account of the service's tenant. */
  String connected();

  /** Sources of the webhooks that the provider has for the account now. */
  List<String> registered();

  /** The source that the channel's messages are of. */
  String traffic();

  @Test
  default void aConnectedAccountIsRegisteredForItsTrafficAndItsStatesAndDisconnectedForNothing() {
    awaitRegistered();
    assertThat(registered()).containsExactlyInAnyOrder(traffic(), "account_status");

    service().disconnect(connected());

    await().atMost(LONG).untilAsserted(() -> assertThat(registered()).isEmpty());
  }

  /** What happens in the account from then on is told. */
  default void awaitRegistered() {
    await().atMost(LONG).until(() -> registered().size() == 2);
  }
}
