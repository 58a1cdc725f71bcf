package io.tributary.salesforce.client;

import io.tributary.salesforce.failure.SalesforceFailed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/** One call: budget, token, answer, and again where that helps. */
final class CallSalesforce {

  private static final int LONGEST_REFUSAL = 64 * 1024;
  /** What 401 says when a new token would change nothing. */
  private static final Set<String> NOT_EXPIRED = Set.of("This session is not valid for use with the REST API", "Connected app is not attached to Agent");

  private final HttpClient http;
  private final Tokens tokens;
  private final CallBudget budget;
  private final ClientSettings settings;
  private final ReadRefusal refusals;
  private final WatchStalls stalls;

  CallSalesforce(HttpClient http, Tokens tokens, CallBudget budget, ClientSettings settings, JsonMapper json, WatchStalls stalls) {
    this.http = http;
    this.tokens = tokens;
    this.budget = budget;
    this.settings = settings;
    this.refusals = new ReadRefusal(json);
    this.stalls = stalls;
  }

  /** @param stream of the body; whoever gets it closes it */
  record Answer(HttpResponse<InputStream> response, InputStream stream) implements AutoCloseable {

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /**
   * @param path from the root of the instance, with its query
   * @param request adds method, body and headers
   * @throws SalesforceFailed if Salesforce refuses, or does not answer in all tries
   */
  Answer call(String path, UnaryOperator<HttpRequest.Builder> request) {
    return new Attempts(settings).until(() -> once(path, request));
  }

  private Answer once(String path, UnaryOperator<HttpRequest.Builder> request) throws IOException, InterruptedException {
    var token = tokens.current();
    var answer = send(path, request, token);
    if (answer.statusCode() != 401) {
      return accepted(path, answer);
    }
    var refusal = body(answer);
    if (NOT_EXPIRED.stream().anyMatch(new String(refusal, StandardCharsets.UTF_8)::contains)) {
      throw refusals.of(name(path), 401, "", refusal);
    }
    return accepted(path, send(path, request, tokens.insteadOf(token)));
  }

  private HttpResponse<InputStream> send(String path, UnaryOperator<HttpRequest.Builder> request, Token token)
      throws IOException, InterruptedException {
    budget.take();
    var builder = HttpRequest.newBuilder(URI.create(token.instance() + path))
        .timeout(settings.timeout())
        .header("Authorization", "Bearer " + token.value())
        .header("Sforce-Call-Options", "client=tributary");
    if (settings.gzip()) {
      builder.header("Accept-Encoding", "gzip");
    }
    var answer = http.send(request.apply(builder).build(), BodyHandlers.ofInputStream());
    budget.learn(answer.headers().firstValue("Sforce-Limit-Info").orElse(null));
    return answer;
  }

  private Answer accepted(String path, HttpResponse<InputStream> answer) throws IOException {
    if (answer.statusCode() >= 200 && answer.statusCode() < 300) {
      return new Answer(answer, unzipped(answer, stalls.watch(answer.body())));
    }
    throw refusals.of(name(path), answer.statusCode(), answer.headers().firstValue("Retry-After").orElse(""), body(answer));
  }

  private static byte[] body(HttpResponse<InputStream> answer) throws IOException {
    try (var in = unzipped(answer, answer.body())) {
      return in.readNBytes(LONGEST_REFUSAL);
    }
  }

  private static InputStream unzipped(HttpResponse<InputStream> answer, InputStream body) throws IOException {
    var zipped = answer.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
    return zipped ? new GZIPInputStream(body, 64 * 1024) : body;
  }

  /** The path without ids and queries. */
  private static String name(String path) {
    return path.replaceFirst("\\?.*", "").replaceAll("/[0-9A-Za-z]{15,18}(-\\d+)?(?=/|$)", "/…");
  }
}
