package io.tributary.bench.salesforce;

import io.tributary.bench.BenchStack;
import io.tributary.local.process.ChildProcess;
import java.io.IOException;
import java.util.List;

/** A double of Salesforce whose contacts all have an activity. */
record LargeOrganisation(ChildProcess process, String url) {

  static LargeOrganisation start(BenchStack stack, int contacts) throws IOException {
    var doubles = stack.startDoubles(List.of("--contacts", Integer.toString(contacts), "--targets", Integer.toString(contacts)));
    return new LargeOrganisation(doubles.process(), doubles.url("salesforce"));
  }
}
