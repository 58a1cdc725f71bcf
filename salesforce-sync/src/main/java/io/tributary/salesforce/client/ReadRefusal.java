package io.tributary.salesforce.client;

import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an answer that is not a success means. Bodies may be JSON, a page in HTML, or nothing. */
final class ReadRefusal {

  private static final Set<Integer> PASSING = Set.of(406, 408, 420, 425, 429);
  private static final Set<String> UNKNOWN_FIELDS = Set.of("INVALID_FIELD", "INVALID_QUERY_FILTER_OPERATOR");
  private static final Set<String> UNKNOWN_OBJECTS = Set.of("INVALID_TYPE", "INVALIDENTITY", "INVALID_TYPE_FOR_OPERATION");
  private static final Set<String> TOO_MUCH =
      Set.of("QUERY_TIMEOUT", "EXCEEDED_ID_LIMIT", "QUERY_TOO_COMPLICATED", "URI_TOO_LONG");
  private static final Set<String> SPENT = Set.of("REQUEST_LIMIT_EXCEEDED", "LIMIT_EXCEEDED", "EXCEEDED_QUOTA");
  private static final Set<String> FORBIDDEN = Set.of(
      "INSUFFICIENT_ACCESS", "INSUFFICIENT_ACCESS_OR_READONLY", "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED",
      "FUNCTIONALITY_NOT_ENABLED", "TXN_SECURITY_METERING_ERROR");

  private final JsonMapper json;

  ReadRefusal(JsonMapper json) {
    this.json = json;
  }

  /**
   * @throws RetryAfter if trying again may help
   * @return what else it is
   */
  SalesforceFailed of(String call, int status, String retryAfter, byte[] body) throws RetryAfter {
    var error = firstError(body);
    var code = error.path("errorCode").asString("");
    var said = error.path("message").asString("");
    var message = "%s: Salesforce answered %d%s%s".formatted(call, status, code.isEmpty() ? "" : " " + code, said.isEmpty() ? "." : ": " + said);
    if (status >= 500 || PASSING.contains(status) || code.equals("SERVER_UNAVAILABLE")) {
      throw new RetryAfter(message, seconds(retryAfter));
    }
    return new SalesforceFailed(failure(status, code, said.toLowerCase(Locale.ROOT)), message + advice(status, code, said));
  }

  private static SalesforceFailure failure(int status, String code, String said) {
    if (SPENT.contains(code) || said.contains("totalrequests limit exceeded")) {
      return SalesforceFailure.LIMIT;
    }
    if (TOO_MUCH.contains(code) || said.contains("retried more than") || status == 414 || status == 431) {
      return SalesforceFailure.TOO_MUCH;
    }
    if (UNKNOWN_FIELDS.contains(code)) {
      return SalesforceFailure.UNKNOWN_FIELD;
    }
    if (UNKNOWN_OBJECTS.contains(code)) {
      return SalesforceFailure.UNKNOWN_OBJECT;
    }
    if (code.equals("INVALID_QUERY_LOCATOR") || status == 404) {
      return SalesforceFailure.GONE;
    }
    if (status == 401) {
      return SalesforceFailure.LOGIN;
    }
    return FORBIDDEN.contains(code) || said.contains("implementation restriction") || status == 403 ? SalesforceFailure.FORBIDDEN : SalesforceFailure.REFUSED;
  }

  private static String advice(int status, String code, String said) {
    if (said.toLowerCase(Locale.ROOT).contains("implementation restriction")) {
      return " The user needs the permission View All Data to read activities without a filter.";
    }
    if (status == 409) {
      return " Results must be read with the API version that the job was made with: keep SALESFORCE_API_VERSION until open runs have ended.";
    }
    if (status == 410) {
      return " This version of the API is retired: raise SALESFORCE_API_VERSION.";
    }
    return code.equals("API_DISABLED_FOR_ORG") ? " Ask the organisation's administrator for API access." : "";
  }

  private JsonNode firstError(byte[] body) {
    try {
      var tree = json.readTree(body);
      return tree.isArray() ? tree.path(0) : tree;
    } catch (JacksonException _) {
      return json.missingNode();
    }
  }

  private static Duration seconds(String retryAfter) {
    return retryAfter.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : Duration.ZERO;
  }
}
