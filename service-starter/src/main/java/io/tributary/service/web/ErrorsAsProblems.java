package io.tributary.service.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was refused before a controller was found, by the firewall for instance: a problem too. */
@RestController
class ErrorsAsProblems implements ErrorController {

  @RequestMapping("${spring.web.error.path:/error}")
  ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
    var status = HttpStatusCode.valueOf(
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404);
    return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, status.is5xxServerError()
        ? "The request failed on our side. Try again; the log has the reason."
        : "The request was refused before it was read: its address, its method or a header is not one we take."));
  }
}
