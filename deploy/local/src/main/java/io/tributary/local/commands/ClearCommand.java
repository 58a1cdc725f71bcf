package io.tributary.local.commands;

import io.tributary.local.feed.FrontDoor;
import io.tributary.local.stack.LocalKey;
import io.tributary.local.stack.PortBook;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Clears what is known of a tenant's communications, or of one record's: a sync brings it again, and people's decisions stay. */
@Command(name = "clear", description = "Clears the communications of a tenant of the running stack, or of one of its records. "
    + "Without --confirm it only says what it would clear.",
    footer = {"", "People's decisions and the records themselves stay; syncs bring the communications again.", "Exit codes: 0 done or told, 1 failed, 2 wrong usage."})
public final class ClearCommand implements Callable<Integer> {

  /** Operators ask the service itself: the front door forwards nothing that is internal. */
  private static final String SERVICE = "participant-resolver";
  private static final Duration TOKEN_LIVES = Duration.ofMinutes(10);

  @Mixin private Help help = new Help();
  @Mixin private Where where = new Where();

  @Option(names = "--tenant", required = true, paramLabel = "T", description = "Whose data; the sample's tenant is acme.")
  private String tenant = "";

  @Option(names = "--record", paramLabel = "ID", description = "Only what this record alone takes part in (default: everything).")
  private @Nullable Long record;

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "asked for on the command line", description = "Kept in the history (default: ${DEFAULT-VALUE}).")
  private String reason = "";

  @Option(names = "--confirm", description = "Do it.")
  private boolean confirm;

  @Option(names = "--json", description = "Print what came of it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    var wanted = new HashMap<String, Object>(Map.of("tenant", tenant, "confirm", confirm, "by", "tributary clear", "reason", reason));
    if (record != null) {
      wanted.put("record", record);
    }
    var cleared = resolver().post("/internal/clear", wanted);
    System.out.println(json ? cleared.toPrettyString() : line(cleared));
    return 0;
  }

  private static String line(JsonNode cleared) {
    var messages = cleared.path("messages").asLong();
    return cleared.path("done").asBoolean() ? "%d messages are cleared.".formatted(messages)
        : "%d messages would be cleared. Add --confirm to do it.".formatted(messages);
  }

  private FrontDoor resolver() throws IOException {
    var folder = where.dataFolder();
    var port = new PortBook(folder.ports()).chosen().get(SERVICE);
    if (port == null) {
      throw new IllegalStateException("No stack has run here yet: start one with ./tributary up, or name its folder with --data.");
    }
    var key = LocalKey.in(folder.keys());
    return new FrontDoor("http://127.0.0.1:" + port, () -> key.token(tenant, "tributary-clear", Set.of("internal"), TOKEN_LIVES));
  }
}
