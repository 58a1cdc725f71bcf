package io.tributary.channels.unipile;

import io.tributary.channels.AnswerTooLarge;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.calls.AnswerRoom;
import io.tributary.service.secrets.ProviderAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;

/** Calls UniPile's API, version 1. Every failure comes out as {@link ProviderFailed}. */
public final class UniPile implements AutoCloseable {

  private final HttpClient http;
  private final UniPileSettings settings;
  private final ReadBody readBody;
  private final Supplier<ProviderAccess> access;

  /** Asks with the service's own access, whoever is asked for. */
  public UniPile(UniPileSettings settings) {
    this(settings, settings::access);
  }

  /** @param access with which a call is made, asked on the thread that makes it */
  public UniPile(UniPileSettings settings, Supplier<ProviderAccess> access) {
    this.settings = settings;
    this.access = access;
    this.http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(settings.connectTimeout())
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
    this.readBody = new ReadBody(new AnswerRoom(settings.room()), settings.mostBytes().toBytes());
  }

  private UniPile(UniPile same, ProviderAccess other) {
    this.settings = same.settings;
    this.access = () -> other;
    this.http = same.http;
    this.readBody = same.readBody;
  }

  /** The same client, which asks with this access whoever is asked for; it ends with the one it was made of. */
  UniPile with(ProviderAccess other) {
    return new UniPile(this, other);
  }

  /** A request under {@code /api/v1}; what comes from outside is a variable of it: {@code {name}}. */
  public static UriComponentsBuilder path(String... segments) {
    return UriComponentsBuilder.newInstance().pathSegment("api", "v1").pathSegment(segments);
  }

  /**
   * Reads one answer.
   *
   * @param values of the path's variables
   * @throws ProviderFailed if UniPile refuses, does not answer within the deadline, or answers what cannot be read
   */
  public <T> T get(UriComponentsBuilder path, Map<String, ?> values, Class<T> answer) {
    var by = access.get();
    return AnswerRoom.during(() -> read(accepted(by, HttpRequest.newBuilder(uriOf(by, path, values)).GET()), answer));
  }

  /**
   * Makes something at UniPile. A failure may come after it was made.
   *
   * @param body its JSON
   * @throws ProviderFailed as {@link #get}
   */
  <T> T post(UriComponentsBuilder path, Object body, Class<T> answer) {
    var by = access.get();
    var request = HttpRequest.newBuilder(uriOf(by, path, Map.of()))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(UniPileJson.MAPPER.writeValueAsBytes(body)));
    return AnswerRoom.during(() -> read(accepted(by, request), answer));
  }

  /**
   * Removes something at UniPile.
   *
   * @throws ProviderFailed as {@link #get}; GONE where it is not there
   */
  void delete(UriComponentsBuilder path, Map<String, ?> values) {
    var by = access.get();
    AnswerRoom.during(() -> accepted(by, HttpRequest.newBuilder(uriOf(by, path, values)).DELETE()));
  }

  private byte[] accepted(ProviderAccess by, HttpRequest.Builder request) {
    request.header("X-API-KEY", by.apiKey()).header("Accept", "application/json");
    try {
      long asked = System.nanoTime();
      var answer = answerTo(request.build());
      var body = readBody.of(answer, settings.deadline().minusNanos(System.nanoTime() - asked));
      if (answer.statusCode() >= 300) {
        throw Refusal.of(answer.statusCode(), answer.headers(), body);
      }
      return body;
    } catch (IOException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderFailed(ProviderFailure.TRANSIENT, "The worker is stopping.");
    }
  }

  private static <T> T read(byte[] body, Class<T> answer) {
    try {
      return UniPileJson.MAPPER.readValue(body, answer);
    } catch (JacksonException e) {
      throw unreadable(body, answer, e);
    }
  }

  /** What is no JSON was broken on its way and may come whole the next time; JSON of another shape will not. */
  private static ProviderFailed unreadable(byte[] body, Class<?> answer, JacksonException cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof StreamReadException || body.length == 0) {
        return new ProviderFailed(ProviderFailure.TRANSIENT, "UniPile's answer is not JSON.");
      }
    }
    return new ProviderFailed(ProviderFailure.CALLER_BUG, "UniPile's answer is not a readable " + answer.getSimpleName() + ".");
  }

  private static URI uriOf(ProviderAccess access, UriComponentsBuilder path, Map<String, ?> values) {
    // Encoded before it is expanded, so that every character of a value is: a plus sign of an address would arrive as a blank.
    return URI.create(access.url().toString().replaceAll("/+$", "") + path.encode().buildAndExpand(values).toUriString());
  }

  /** As soon as its head is there. */
  private HttpResponse<InputStream> answerTo(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofInputStream(), settings.mostBytes().toBytes()));
    try {
      return answer.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      giveUp(answer);
      throw new HttpTimeoutException("The answer did not begin in time.");
    } catch (ExecutionException | CancellationException e) {
      throw new IOException(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      giveUp(answer);
      throw e;
    }
  }

  /** One that came after all would keep its connection until somebody reads it. */
  private static void giveUp(CompletableFuture<HttpResponse<InputStream>> answer) throws IOException {
    if (!answer.cancel(true) && !answer.isCompletedExceptionally()) {
      answer.join().body().close();
    }
  }

  private ProviderFailed failed(IOException failure) {
    if (failure instanceof HttpTimeoutException) {
      return new ProviderFailed(ProviderFailure.TRANSIENT, "UniPile did not answer within " + settings.deadline().toSeconds() + " s.");
    }
    // The client has no class of its own for it.
    return causeOf(failure).getMessage() instanceof String why && why.contains("body exceeds capacity")
        ? new AnswerTooLarge("UniPile's answer is larger than " + settings.mostBytes() + "; tributary.unipile.most-bytes can be raised.")
        : new ProviderFailed(ProviderFailure.TRANSIENT, "UniPile cannot be reached: " + causeOf(failure).getClass().getSimpleName() + ".");
  }

  private static Throwable causeOf(Throwable failure) {
    return failure.getCause() == null ? failure : causeOf(failure.getCause());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
