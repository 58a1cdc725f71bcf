package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.soql.SoqlRefused;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Refused;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** What holds for every call of the data interfaces: its length, its version, its session, its cost, and how answers are packed. */
final class Guard {

  private static final Pattern VERSION = Pattern.compile("v(\\d{1,3})\\.0");
  private static final int RETIRED = 30;
  private static final int NEWEST = 67;
  private static final int LONGEST = 16_384;
  private static final int WORTH_PACKING = 500;

  private final Tokens tokens;
  private final Quota quota;
  private final Supplier<Behaviour> behaviour;

  Guard(Tokens tokens, Quota quota, Supplier<Behaviour> behaviour) {
    this.tokens = tokens;
    this.quota = quota;
    this.behaviour = behaviour;
  }

  /**
   * @param kind what its calls are counted as
   * @param path behind {@code /services/data/{version}}
   */
  Route route(String kind, String method, String path, Route.Handler handler) {
    return Route.of(method, "/services/data/{version}" + path, request -> guarded(request, handler)).countedAs(_ -> kind);
  }

  private Answer guarded(Request request, Route.Handler handler) {
    checkLength(request);
    checkVersion(request.variable("version"));
    var authorization = request.header("Authorization");
    if (authorization == null || !authorization.startsWith("Bearer ")
        || !tokens.isValid(authorization.substring("Bearer ".length()), behaviour.get().tokenLife())) {
      throw Errors.expiredSession();
    }
    quota.spendCall();
    return packed(request, answer(request, handler));
  }

  private static Answer answer(Request request, Route.Handler handler) {
    try {
      return handler.answer(request);
    } catch (SoqlRefused refused) {
      return Errors.of(refused);
    } catch (Refused refused) {
      return refused.answer();
    }
  }

  private static void checkLength(Request request) {
    var uri = request.path().length() + request.query().entrySet().stream()
        .mapToInt(entry -> entry.getKey().length() + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8).length() + 2).sum();
    if (uri > LONGEST) {
      throw Errors.tooLong(414);
    }
    var headers = request.headers().entrySet().stream()
        .mapToInt(header -> header.getKey().length() + String.join(",", header.getValue()).length() + 4).sum();
    if (uri + headers > LONGEST) {
      throw Errors.tooLong(431);
    }
  }

  private static void checkVersion(String version) {
    var matcher = VERSION.matcher(version);
    if (!matcher.matches() || number(matcher.group(1)) > NEWEST) {
      throw Errors.notFound();
    }
    if (number(matcher.group(1)) <= RETIRED) {
      throw Errors.refused(410, "UNSUPPORTED_API_VERSION", "This version of the API is retired: " + version);
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private Answer packed(Request request, Answer answer) {
    var headers = new LinkedHashMap<>(answer.headers());
    headers.put("Sforce-Limit-Info", quota.used());
    var accepted = request.header("Accept-Encoding");
    if (accepted == null || !accepted.contains("gzip") || answer.body().length < WORTH_PACKING) {
      return new Answer(answer.status(), answer.contentType(), answer.body(), headers);
    }
    headers.put("Content-Encoding", "gzip");
    return new Answer(answer.status(), answer.contentType(), gzip(answer.body()), headers);
  }

  private static byte[] gzip(byte[] body) {
    var packed = new ByteArrayOutputStream(body.length / 4);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is written but memory.", e);
    }
    return packed.toByteArray();
  }
}
