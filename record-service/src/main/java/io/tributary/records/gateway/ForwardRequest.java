package io.tributary.records.gateway;

import io.tributary.service.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/** Hands a request to the service its path belongs to, and its answer back, both as streams. */
final class ForwardRequest {

  /** What concerns one connection only (RFC 9110, 7.6.1), and what the client library sets itself. */
  private static final Set<String> NOT_FORWARDED = Set.of(
      "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade",
      "host", "content-length", "expect");

  private static final int PIECE = 16 * 1024;

  private final GatewaySettings.Route route;
  private final Duration timeout;
  private final HttpClient client;

  ForwardRequest(GatewaySettings.Route route, Duration timeout, HttpClient client) {
    this.route = route;
    this.timeout = timeout;
    this.client = client;
  }

  /**
   * @throws Problem 503 if the service does not answer
   * @throws IOException if its answer breaks off: the caller's connection is cut then, so that half an answer never looks like a whole one
   */
  public void forward(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var answer = send(forwarded(request));
    response.setStatus(answer.statusCode());
    answer.headers().map().forEach((name, values) -> {
      if (isForwarded(name)) {
        values.forEach(value -> response.addHeader(name, value));
      }
    });
    try (var body = answer.body()) {
      handOn(body, response);
    }
  }

  /** Flushes what has come before it waits for more: a slow answer is seen while it grows. */
  private void handOn(InputStream body, HttpServletResponse response) throws IOException {
    var caller = response.getOutputStream();
    var piece = new byte[PIECE];
    for (int count = read(body, piece, response); count >= 0; count = read(body, piece, response)) {
      caller.write(piece, 0, count);
      if (body.available() == 0) {
        caller.flush();
      }
    }
  }

  private int read(InputStream body, byte[] piece, HttpServletResponse response) throws IOException {
    try {
      return body.read(piece);
    } catch (IOException e) {
      var brokenOff = "The service %s, which this path belongs to, broke its answer off.".formatted(route.service());
      if (response.isCommitted()) {
        throw new IOException(brokenOff); // without the cause, which reads as if it were the caller who left
      }
      response.reset();
      throw Problem.unavailable(brokenOff + " Try again later.");
    }
  }

  private HttpRequest forwarded(HttpServletRequest request) {
    var builder = HttpRequest.newBuilder(target(request)).timeout(timeout).method(request.getMethod(), body(request));
    for (var name : Collections.list(request.getHeaderNames())) {
      if (isForwarded(name) && !ofThisConnection(request, name)) {
        Collections.list(request.getHeaders(name)).forEach(value -> builder.header(name, value));
      }
    }
    return builder.build();
  }

  private URI target(HttpServletRequest request) {
    var query = request.getQueryString();
    try {
      return URI.create(route.target() + request.getRequestURI() + (query == null ? "" : "?" + query));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("The request's address has characters that must be percent-encoded.");
    }
  }

  /** The Connection header may name more headers that are not for the next one. */
  private static boolean ofThisConnection(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders("Connection")).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(named -> named.strip().equalsIgnoreCase(name));
  }

  private static BodyPublisher body(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    boolean hasBody = length > 0 || length < 0 && request.getHeader("Transfer-Encoding") != null;
    if (!hasBody) {
      return BodyPublishers.noBody();
    }
    var stream = BodyPublishers.ofInputStream(() -> stream(request));
    return length > 0 ? BodyPublishers.fromPublisher(stream, length) : stream;
  }

  private static InputStream stream(HttpServletRequest request) {
    try {
      return request.getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      if (e.getCause() instanceof Problem refusal) {
        throw refusal; // of the body, which the client library was reading
      }
      throw Problem.unavailable("The service %s, which this path belongs to, does not answer. Try again later.".formatted(route.service()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("This service is stopping. Try again.");
    }
  }

  private static boolean isForwarded(String header) {
    return !header.startsWith(":") && !NOT_FORWARDED.contains(header.toLowerCase(Locale.ROOT));
  }
}
