package io.tributary.service.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal, answered as {@code application/problem+json} (RFC 9457). Its text says what is wrong, where, and what to do; it goes to the caller.
 */
public final class Problem extends ErrorResponseException {

  private Problem(HttpStatus status, String detail) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }

  /** 404. Also for what exists but belongs to another tenant. */
  public static Problem notFound(String what, Object id) {
    return new Problem(HttpStatus.NOT_FOUND, "There is no %s %s.".formatted(what, id));
  }

  /** 422 for one field of the request. @param field its path in the body, or the parameter's name */
  public static Problem invalid(String field, String message) {
    var problem = new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "%s: %s".formatted(field, message));
    problem.getBody().setProperty("field", field);
    return problem;
  }

  /** 422. */
  public static Problem invalid(String message) {
    return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, message);
  }

  /** 409. */
  public static Problem conflict(String message) {
    return new Problem(HttpStatus.CONFLICT, message);
  }

  /** 413. */
  public static Problem tooLarge(String message) {
    return new Problem(HttpStatus.CONTENT_TOO_LARGE, message);
  }

  /** 503: trying again later may help. */
  public static Problem unavailable(String message) {
    return new Problem(HttpStatus.SERVICE_UNAVAILABLE, message);
  }

  @Override
  public String getMessage() {
    return String.format(Locale.ROOT, "%s %s", getStatusCode(), getBody().getDetail());
  }
}
