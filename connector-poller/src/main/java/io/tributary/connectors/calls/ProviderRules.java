package io.tributary.connectors.calls;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import tools.jackson.databind.json.JsonMapper;

/** What is particular to one provider's HTTP. */
public interface ProviderRules {

  /** Scheme, host, port and path that every call begins with. */
  URI url();

  /** How its JSON is written. */
  JsonMapper json();

  /** Puts the credentials into a request. */
  void authorize(HttpHeaders headers);

  /** After the credentials were refused: whether new ones were got, so that the call is worth another try. */
  default boolean renewAccess() {
    return false;
  }

  /** What a call takes, the budgets in the order in which they are taken. */
  List<Budget> budgets(HttpRequest request);

  /** What is wrong with an answer, if anything. Its details are left out of the message, since they may repeat addresses. */
  Optional<PollFailed> failureIn(int status, HttpHeaders headers, byte[] body);

  /** How much the provider says is left of the call's first budget. */
  default OptionalInt left(HttpHeaders headers) {
    return OptionalInt.empty();
  }
}
