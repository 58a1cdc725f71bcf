package io.tributary.local.commands;

import picocli.CommandLine.Option;

/** The option that every command has. */
public final class Help {

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Say what can be said, and exit.")
  private boolean asked;
}
