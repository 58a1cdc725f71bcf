package io.tributary.service.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/** 401 and 403 as problems: the security chain refuses before any controller advice could. */
final class ProblemResponses implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final JsonMapper json;

  ProblemResponses(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal) throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    write(response, HttpStatus.UNAUTHORIZED,
        "A valid bearer token is needed: it is missing, expired, of another issuer or audience, or not signed by the configured key.");
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal) throws IOException {
    write(response, HttpStatus.FORBIDDEN, "The token does not open this path: it names no tenant, or lacks the scope.");
  }

  /** For what refuses before a controller is found. */
  void write(HttpServletResponse response, Problem problem) throws IOException {
    write(response, problem.getBody());
  }

  private void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
    write(response, ProblemDetail.forStatusAndDetail(status, detail));
  }

  private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), problem);
  }
}
