package io.tributary.bench.salesforce;

import io.tributary.bench.BenchStack;
import io.tributary.local.process.ChildProcess;
import io.tributary.local.process.Ports;
import io.tributary.local.stack.Answers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A double of Salesforce whose contacts all have an activity. */
record LargeOrganisation(ChildProcess process, String url) {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  /** UniPile, Slack, Gong, Fathom, Gmail, Salesforce. */
  private static final int DOUBLES = 6;

  static LargeOrganisation start(BenchStack stack, int contacts) throws IOException {
    var free = new Ports();
    var ports = IntStream.range(0, DOUBLES).mapToObj(_ -> free.any()).toList();
    var process = stack.startDoubles(List.of(
        "--ports", ports.stream().map(String::valueOf).collect(Collectors.joining(",")),
        "--contacts", Integer.toString(contacts), "--targets", Integer.toString(contacts)));
    var url = "http://127.0.0.1:" + ports.getLast();
    process.awaitReady(() -> Answers.with200(url + "/_control/calls"), READY_WITHIN);
    return new LargeOrganisation(process, url);
  }
}
