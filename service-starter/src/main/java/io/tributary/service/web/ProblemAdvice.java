package io.tributary.service.web;

import io.tributary.service.kafka.PublishFailed;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Every failure of a controller as {@code application/problem+json}; what is our own fault says nothing of its inside. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var problem = failure.getCause() instanceof DatabindException mismatch && !mismatch.getPath().isEmpty()
        ? mismatched(mismatch).getBody()
        : ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The body is missing or is not well-formed JSON%s.".formatted(where(failure)));
    return handleExceptionInternal(failure, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
  }

  /** What no check of ours foresaw: a character the database cannot hold, or a row that another request has just removed. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> handleNotStorable(DataIntegrityViolationException failure) {
    // Without its message, which shows the values.
    log.warn("The database refused values of a request, SQLSTATE {}",
        failure.getRootCause() instanceof SQLException sql ? sql.getSQLState() : failure.getClass().getSimpleName());
    return answer(HttpStatus.UNPROCESSABLE_CONTENT, "The database cannot store a value of the request, or what it refers to is gone.");
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class, RecoverableDataAccessException.class, TransientDataAccessException.class,
    TransactionException.class, PublishFailed.class
  })
  ResponseEntity<ProblemDetail> handleOutage(Exception failure) {
    log.warn("A request could not be served: {}", failure.toString());
    return answer(HttpStatus.SERVICE_UNAVAILABLE, "The database or the broker does not answer. Try again later.");
  }

  /** @throws Exception the same, if an answer has begun: then nothing can be said any more, and the connection is cut */
  @ExceptionHandler
  @Nullable ResponseEntity<ProblemDetail> handleAnythingElse(Exception failure, HttpServletResponse response) throws Exception {
    if (response.isCommitted()) {
      if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
        log.debug("The caller went away", failure);
        return null;
      }
      throw failure;
    }
    log.error("A request failed", failure);
    return answer(HttpStatus.INTERNAL_SERVER_ERROR, "The request failed on our side. Try again; the log has the reason.");
  }

  private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String detail) {
    return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
  }

  /** As an editor counts; empty where the body ended before it began. */
  private static String where(HttpMessageNotReadableException failure) {
    return failure.getCause() instanceof JacksonException e && e.getLocation() != null && e.getLocation().getLineNr() > 0
        ? ": line %d, column %d".formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr())
        : "";
  }

  /** Which part of the body does not fit, without the value that stands there. */
  private static Problem mismatched(DatabindException mismatch) {
    var path = mismatch.getPath().stream()
        .map(part -> part.getPropertyName() == null ? "[%d]".formatted(part.getIndex()) : "." + part.getPropertyName())
        .collect(Collectors.joining());
    return Problem.invalid(path.startsWith(".") ? path.substring(1) : path, mismatch instanceof UnrecognizedPropertyException unknown
        ? "is not known here; known are " + known(unknown)
        : "has a type that does not fit");
  }

  private static String known(UnrecognizedPropertyException unknown) {
    var names = unknown.getKnownPropertyIds();
    return names == null ? "none" : names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }
}
