package io.tributary.local.commands;

import io.tributary.local.stack.LocalKeyset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a keyset for a deployment. */
@Command(name = "keyset", description = "Prints new keys that services seal others' credentials with (SECRETS_KEYSET names their file). Keep them secret.")
public final class KeysetCommand implements Callable<Integer> {

  @Mixin private Help help = new Help();

  @Override
  public Integer call() {
    System.out.println(LocalKeyset.generate());
    return 0;
  }
}
