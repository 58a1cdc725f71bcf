package io.tributary.simulators.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One attempt at a delivery. Nothing is ever sent to another machine. */
final class SendDelivery implements AutoCloseable {

  /** UniPile waits for an answer so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  /** UniPile's deliveries say so even of JSON, unless the registration names another. */
  private static final String CONTENT_TYPE = "application/x-www-form-urlencoded";
  private static final String USER_AGENT = "axios/1.7.7";

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** The status; 0 where there is no answer. */
  int send(Delivery delivery) throws InterruptedException {
    try {
      if (!isHere(delivery.webhook().url())) {
        return 0;
      }
      return http.send(request(delivery), BodyHandlers.discarding()).statusCode();
    } catch (IOException | IllegalArgumentException _) {
      return 0;
    }
  }

  private static HttpRequest request(Delivery delivery) {
    var webhook = delivery.webhook();
    var request = HttpRequest.newBuilder(webhook.url()).timeout(PATIENCE).POST(BodyPublishers.ofByteArray(delivery.body()))
        .header("User-Agent", USER_AGENT).header("Accept", "application/json, text/plain, */*");
    if (webhook.header("Content-Type") == null) {
      request.header("Content-Type", CONTENT_TYPE);
    }
    webhook.headers().forEach(header -> request.setHeader(header.key(), header.value()));
    return request.build();
  }

  private static boolean isHere(URI url) throws UnknownHostException {
    return url.getHost() != null && InetAddress.getByName(url.getHost()).isLoopbackAddress();
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
