package io.tributary.local.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The operators' command line. */
@Command(name = "ops", description = "The operators' command line. Its own --help says more.")
public final class OpsCommand implements Callable<Integer> {

  /** Passed on as they are, --help too. */
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return Delegate.run(new Where(), "ops", "tributary-ops", arguments);
  }
}
