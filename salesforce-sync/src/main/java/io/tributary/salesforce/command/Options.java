package io.tributary.salesforce.command;

import io.tributary.salesforce.runs.Via;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the command line offers. */
@Command(
    name = "tributary salesforce", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Syncs the contacts of Salesforce that somebody works with: those with activities.",
    footer = {"", "A run that was stopped (Ctrl-C, a crash, a limit) goes on where it was with the same command.",
        "Exit codes: 0 done and complete, 1 failed or incomplete, 2 wrong usage, 3 stopped by a limit, 130 stopped by Ctrl-C."})
final class Options {

  @ArgGroup(exclusive = true, multiplicity = "1")
  Action action = new Action();

  @Option(names = "--json", description = "Print the result as one JSON object; progress goes to standard error.")
  boolean json;

  @Option(names = "--tenant", paramLabel = "T", description = "Whose organisation (default: SALESFORCE_TENANT).")
  @Nullable String tenant;

  @Option(names = "--via", paramLabel = "WAY", description = "How contacts are retrieved: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).", defaultValue = "AUTO")
  Via via = Via.AUTO;

  @Option(names = "--fresh", description = "Give up a run that was stopped, and begin anew.")
  boolean fresh;

  /** One of these. */
  static final class Action {

    @Option(names = "--test", required = true, description = "Check the setup: login, permissions, fields, database, broker. Changes nothing.")
    boolean test;

    @Option(names = "--count", required = true, description = "Count what a full run would find, and what it would cost. Changes nothing.")
    boolean count;

    @Option(names = "--full", required = true, description = "Sync all contacts with activities.")
    boolean full;

    @Option(names = "--incremental", required = true, paramLabel = "DAYS", description = "Sync those changed, or active for the first time, in the last DAYS days.")
    @Nullable Integer incremental;
  }
}
