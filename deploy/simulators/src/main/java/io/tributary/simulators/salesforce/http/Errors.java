package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.soql.SoqlRefused;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Salesforce's errors: a list of one for the data, an object for OAuth, and now and then a page or nothing at all. */
final class Errors {

  private record Body(String message, String errorCode) {}

  static Answer answer(int status, String code, String message) {
    return Answer.json(status, List.of(new Body(message, code)));
  }

  static Refused refused(int status, String code, String message) {
    return new Refused(answer(status, code, message));
  }

  static Refused expiredSession() {
    return refused(401, "INVALID_SESSION_ID", "Session expired or invalid");
  }

  static Refused notFound() {
    return refused(404, "NOT_FOUND", "The requested resource does not exist");
  }

  static Refused invalid(String message) {
    return refused(400, "JSON_PARSER_ERROR", message);
  }

  static Answer of(SoqlRefused refused) {
    return answer(400, refused.code(), refused.getMessage());
  }

  static Refused tooLong(int status) {
    return new Refused(page(status, "<h1>Bad Message %d</h1>".formatted(status)));
  }

  static Answer unexpected(Exception defect) {
    return answer(500, "UNKNOWN_EXCEPTION", "The simulator failed: " + defect);
  }

  /**
   * A fault that was asked for by name.
   *
   * @param name an error code; {@code html} for a page, {@code empty} for no body, {@code invalid_grant} and the like for OAuth's form,
   *     {@code not_for_rest} for a 401 that no new token ends
   */
  static Answer onDemand(int status, String name) {
    return switch (name) {
      case "html", "unexpected_error" ->
          page(status, "<html><body><h1>We are down for maintenance.</h1></body></html>");
      case "empty" -> page(status, "");
      case "not_for_rest" -> answer(status, "INVALID_SESSION_ID", "This session is not valid for use with the REST API");
      case String oauth when oauth.matches("[a-z_]+") -> Answer.json(status, Map.of("error", oauth));
      default -> answer(status, name, message(name));
    };
  }

  private static Answer page(int status, String html) {
    return new Answer(status, "text/html", html.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static String message(String code) {
    return switch (code) {
      case "INVALID_SESSION_ID" -> "Session expired or invalid";
      case "REQUEST_LIMIT_EXCEEDED" -> "TotalRequests Limit exceeded.";
      case "SERVER_UNAVAILABLE" -> "The server is currently unavailable.";
      case "QUERY_TIMEOUT" -> "Your query request was running for too long.";
      case "INVALID_QUERY_LOCATOR" -> "invalid query locator";
      case "API_DISABLED_FOR_ORG" -> "API is not enabled for this Organization or Partner";
      case "API_CURRENTLY_DISABLED" -> "API is currently disabled for this user";
      case "INSUFFICIENT_ACCESS" -> "insufficient access rights on object";
      case "TXN_SECURITY_METERING_ERROR" -> "The operation was not performed because of a transaction security policy.";
      case "API_ERROR" -> "Implementation restriction: this object requires a filter.";
      case "NOT_FOUND" -> "The requested resource does not exist";
      default -> "As it was asked for: " + code;
    };
  }

  private Errors() {}
}
