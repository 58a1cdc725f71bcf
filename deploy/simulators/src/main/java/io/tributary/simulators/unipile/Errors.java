package io.tributary.simulators.unipile;

import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Refused;

/** UniPile's errors: the body carries type and status, since its SDK shows a caller nothing else. */
final class Errors {

  private record Body(String title, String detail, String type, int status) {}

  static Refused missingCredentials() {
    return refused(401, "missing_credentials", "Missing credentials", "The header X-API-KEY is missing or holds no valid key.");
  }

  static Refused missing(String parameter) {
    return refused(400, "missing_parameters", "Missing parameters", "%s is required.".formatted(parameter));
  }

  static Refused invalid(String detail) {
    return refused(400, "invalid_parameters", "Invalid parameters", detail);
  }

  static Refused foreignCursor() {
    return invalid("cursor is none that this list has given.");
  }

  static Refused malformed(String detail) {
    return refused(400, "malformed_request", "Malformed request", detail);
  }

  static Refused notFound(String what) {
    return refused(404, "resource_not_found", "Resource not found", "%s does not exist.".formatted(what));
  }

  static Refused disconnected() {
    return refused(401, "disconnected_account", "Disconnected account", "The account appears to be disconnected from the provider service.");
  }

  static Refused unprocessable(String slug, String detail) {
    return refused(422, slug, slug.replace('_', ' '), detail);
  }

  static Refused notImplemented() {
    return refused(501, "feature_not_implemented", "Not implemented", "The provider of this account has no such thing.");
  }

  static Answer unknownPath(String method, String path) {
    return answer(404, "invalid_resource_identifier", "Not found", "There is no %s %s.".formatted(method, path));
  }

  static Answer unexpected(Exception defect) {
    return answer(500, "unexpected_error", "Unexpected error", "The simulator failed: " + defect);
  }

  /** An error that a fault asks for. */
  static Answer asked(int status, String slug) {
    return answer(status, slug, slug.replace('_', ' '), "The simulator was told to answer so.");
  }

  private static Refused refused(int status, String slug, String title, String detail) {
    return new Refused(answer(status, slug, title, detail));
  }

  private static Answer answer(int status, String slug, String title, String detail) {
    return Answer.json(status, new Body(title, detail, "errors/" + slug, status));
  }

  private Errors() {}
}
