package io.tributary.bench.calls;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Mailboxes;
import io.tributary.local.feed.UniPileAccounts;
import io.tributary.local.process.ChildProcess;
import io.tributary.local.stack.Simulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A double of the provider with many mailboxes, that takes its time for every answer.
 *
 * @param settings what leads services to it
 */
public record SlowProvider(ChildProcess process, String url, List<String> accounts, Map<String, String> settings) {

  public static SlowProvider start(BenchStack stack, String folder, int mailboxes, Duration latency) throws IOException, InterruptedException {
    var mail = Mailboxes.in(stack.folder(folder), mailboxes);
    var doubles = stack.startDoubles(List.of("--mail", mail.toString(), "--contacts", "10"));
    var accounts = new UniPileAccounts(doubles.uniPileUrl(), Simulators.API_KEY).ids();
    slowDown(doubles.uniPileUrl(), latency);
    return new SlowProvider(doubles.process(), doubles.uniPileUrl(), accounts, doubles.environment());
  }

  private static void slowDown(String url, Duration latency) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + "/_control/networks"))
        .POST(BodyPublishers.ofString("{\"latency_ms\": %d}".formatted(latency.toMillis()))).build();
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status >= 300) {
        throw new IOException("The provider's double would not be slowed down: %d.".formatted(status));
      }
    }
  }
}
