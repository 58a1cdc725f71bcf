package io.tributary.local.commands;

import io.tributary.local.stack.LocalKey;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a token that the local services accept. */
@Command(name = "token", description = "Prints a token for the API of the local stack.")
public final class TokenCommand implements Callable<Integer> {

  static final Set<String> DEFAULT_SCOPES = Set.of("api");

  @Mixin private Help help = new Help();
  @Mixin private Where where = new Where();

  @Option(names = "--tenant", required = true, paramLabel = "T", description = "Whose data it opens; the sample's is acme.")
  private String tenant = "";

  @Option(names = "--scope", paramLabel = "SCOPE", split = ",",
      description = "Scopes of the token (default: api; privacy opens /api/privacy too, internal opens /internal).")
  private Set<String> scopes = new LinkedHashSet<>();

  @Option(names = "--subject", paramLabel = "NAME", defaultValue = "local", description = "Who the caller is (default: ${DEFAULT-VALUE}).")
  private String subject = "local";

  @Option(names = "--ttl", paramLabel = "DURATION", defaultValue = "PT12H",
      description = "How long it is valid, as PT30M (default: ${DEFAULT-VALUE}).")
  private Duration ttl = Duration.ofHours(12);

  @Override
  public Integer call() throws Exception {
    var key = LocalKey.in(where.dataFolder().keys());
    System.out.println(key.token(tenant, subject, scopes.isEmpty() ? DEFAULT_SCOPES : scopes, ttl));
    return 0;
  }
}
