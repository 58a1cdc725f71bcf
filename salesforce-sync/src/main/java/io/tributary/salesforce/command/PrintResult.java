package io.tributary.salesforce.command;

import io.tributary.salesforce.command.CheckSetup.Finding;
import io.tributary.salesforce.command.CountContacts.Counted;
import io.tributary.salesforce.runs.RunResult;
import io.tributary.salesforce.runs.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results for people. */
final class PrintResult {

  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  static String of(List<Finding> findings) {
    var lines = new ArrayList<String>();
    findings.forEach(finding -> lines.add("%-7s %-14s %s".formatted(
        finding.works() ? "ok" : finding.needed() ? "FAILS" : "without", finding.what(), finding.text())));
    return String.join("\n", lines);
  }

  static String of(Counted counted) {
    return String.format(Locale.ROOT, """
        Contacts with tasks  %,d of %,d
        Task relations       %,d (by type: %s)
        A full run           by %s: about %,d calls and %,d Bulk jobs; about %s at %,.0f contacts/s (%s)
        Left today           %,d of %,d calls, %,d of %,d Bulk jobs""",
        counted.contacts(), counted.ofContacts(), counted.relations(), counted.relationsByType(), counted.via(), counted.calls(), counted.jobs(),
        duration(counted.seconds()), counted.rate().contactsPerSecond(),
        counted.rate().ofRuns() == 0 ? "usual; none was measured yet" : "measured in %d runs".formatted(counted.rate().ofRuns()),
        counted.limits().calls().remaining(), counted.limits().calls().max(), counted.limits().jobs().remaining(), counted.limits().jobs().max());
  }

  static String of(RunView run) {
    var lines = new ArrayList<String>();
    lines.add("Run %s: %s %s".formatted(run.id(), run.kind(), run.status()));
    if (run.error() != null) {
      lines.add(red(run.error()));
    }
    run.notices().forEach(notice -> lines.add("Note      " + notice));
    if (run.result() != null) {
      lines.add(of(run.result()));
    }
    return String.join("\n", lines);
  }

  private static String of(RunResult result) {
    var counts = result.counts();
    var tenant = result.tenant();
    var proof = "Complete  " + result.proof().sum();
    return String.format(Locale.ROOT, """
        Found     %,d contacts in %,d relations; %,d more are stored, %,d survive merges
        Retrieved %,d in %.1f s (%,.1f/s), %,d calls, %,d Bulk jobs
        Stored    %,d new, %,d updated, %,d unchanged; %,d values rejected, %,d batches failed
        %s
        Database  %,d contacts: %,d physicians, %,d others; %,d with e-mail, %,d with NPI (%,d invalid); %,d active, %,d inactive; %,d deleted, %,d merged""",
        counts.discovered(), counts.relations(), counts.held(), counts.survivors(),
        counts.retrieved(), result.seconds(), result.contactsPerSecond(), counts.calls(), counts.jobs(),
        counts.added(), counts.changed(), counts.unchanged(), counts.rejectedValues(), counts.failedBatches(),
        result.proof().complete() ? proof : red("IN" + proof.toLowerCase(Locale.ROOT)),
        tenant.contacts(), tenant.physicians(), tenant.others(), tenant.withEmail(), tenant.withNpi(), tenant.invalidNpi(), tenant.active(),
        tenant.inactive(), tenant.deleted(), tenant.merged());
  }

  private static String duration(long seconds) {
    return seconds < 2 * 60 ? "%d s".formatted(seconds) : "%,d min".formatted((seconds + 30) / 60);
  }

  private static String red(String text) {
    return System.console() == null ? text : RED + text + PLAIN;
  }

  private PrintResult() {}
}
