package io.tributary.channels.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A public address that leads to the service, as the front door does: it is known before the service's own. */
public record PublicDoor(String address, AtomicInteger port, HttpClient http) {

  public static PublicDoor open() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var door = new PublicDoor("http://127.0.0.1:" + server.getAddress().getPort(), new AtomicInteger(), HttpClient.newHttpClient());
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", door::lead);
      server.start();
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void leadsTo(int service) {
    port.set(service);
  }

  private void lead(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.get() + exchange.getRequestURI()))
          .header("Unipile-Auth", exchange.getRequestHeaders().getFirst("Unipile-Auth"))
          .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
          .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
          .build();
      exchange.sendResponseHeaders(http.send(request, BodyHandlers.discarding()).statusCode(), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
