package io.tributary.ops;

import picocli.CommandLine.Command;

/** Events that a service could not read or store. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    description = "Looks at dead letters: events that a service could not read or store.",
    subcommands = {ListDeadLettersCommand.class, PeekDeadLettersCommand.class})
final class DeadLettersCommand {}
