package io.tributary.local.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the doubles of the providers alone, until stopped. */
@Command(name = "simulators", description = "Runs the doubles of the providers alone, until stopped. Its own --help says more.")
public final class SimulatorsCommand implements Callable<Integer> {

  /** Passed on as they are, --help too. */
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return Delegate.run(new Where(), "deploy/simulators", "tributary-simulators", arguments);
  }
}
