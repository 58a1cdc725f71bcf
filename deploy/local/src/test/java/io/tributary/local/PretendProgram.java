package io.tributary.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stands in for a service or the simulators: answers every request as the launcher hopes. */
public final class PretendProgram {

  private static final byte[] ANSWER = """
      {"id": "1", "items": [], "cursor": null, "accepted": 1, "rejected": []}""".getBytes(StandardCharsets.UTF_8);

  public static void main(String[] args) throws Exception {
    var ports = args.length > 0 ? args[List.of(args).indexOf("--ports") + 1] : System.getenv("PORT");
    for (var port : ports.split(",")) {
      answerOn(Integer.parseInt(port));
    }
    System.out.println("started with database " + System.getenv("DATABASE_URL"));
  }

  private static void answerOn(int port) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
      exchange.close();
    });
    server.start();
  }

  private PretendProgram() {}
}
