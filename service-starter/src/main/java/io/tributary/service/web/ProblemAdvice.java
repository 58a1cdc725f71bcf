package io.tributary.service.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;

/** Every failure of a controller as {@code application/problem+json}; what is our own fault says nothing of its inside. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, sentence(failure));
    return handleExceptionInternal(failure, problem, headers, HttpStatus.BAD_REQUEST, request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handleAnythingElse(Exception failure) {
    log.error("A request failed", failure);
    return ResponseEntity.internalServerError().body(ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR, "The request failed on our side. Try again; the log has the reason."));
  }

  /** Which part of the body does not fit, without the values that stand there. */
  private static String sentence(HttpMessageNotReadableException failure) {
    if (failure.getCause() instanceof DatabindException mismatch && !mismatch.getPath().isEmpty()) {
      return "The body does not fit at %s: a field of that name is not known here, or has another type.".formatted(mismatch.getPathReference()
          .replaceAll("[\\w.$]+\\[\"", "[\""));
    }
    return "The body is missing or is not well-formed JSON.";
  }
}
