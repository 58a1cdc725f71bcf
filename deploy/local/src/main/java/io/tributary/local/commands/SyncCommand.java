package io.tributary.local.commands;

import io.tributary.local.feed.FrontDoor;
import io.tributary.local.stack.LocalKey;
import io.tributary.local.stack.PortBook;
import io.tributary.local.stack.Service;
import io.tributary.local.sync.ChannelOutcome;
import io.tributary.local.sync.SyncRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Syncs one record now, and says what came of it. */
@Command(name = "sync", description = "Syncs a record of the running stack now, and says what came of it.",
    footer = {"", "Exit codes: 0 synced, or put off until the cooldown ends; 1 something is left or went wrong; 2 wrong usage."})
public final class SyncCommand implements Callable<Integer> {

  private static final Duration TOKEN_LIVES = Duration.ofHours(1);

  @Mixin private Help help = new Help();
  @Mixin private Where where = new Where();

  @Option(names = "--record-id", required = true, paramLabel = "ID", description = "The record.")
  private long record;

  @Option(names = "--tenant", required = true, paramLabel = "T", description = "Whose record it is; the sample's tenant is acme.")
  private String tenant = "";

  @Option(names = "--force", description = "At once, cooldown or not.")
  private boolean force;

  @Option(names = "--channel", paramLabel = "C", split = ",",
      description = "email, whatsapp or linkedin; may be given several times (default: all on which the record has an identifier).")
  private List<String> channels = new ArrayList<>();

  @Option(names = "--wait", paramLabel = "DURATION", defaultValue = "PT2M", description = "How long to wait for the runs (default: ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ofMinutes(2);

  @Option(names = "--json", description = "Print what came of it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    var outcomes = new SyncRecord(frontDoor()).sync(record, force, channels, patience);
    if (json) {
      System.out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(outcomes));
    } else {
      outcomes.forEach(outcome -> System.out.println(outcome.line()));
    }
    return outcomes.stream().allMatch(ChannelOutcome::isFine) ? 0 : 1;
  }

  private FrontDoor frontDoor() throws IOException {
    var folder = where.dataFolder();
    var port = new PortBook(folder.ports()).chosen().get(Service.FRONT_DOOR);
    if (port == null) {
      throw new IllegalStateException("No stack has run here yet: start one with ./tributary up, or name its folder with --data.");
    }
    var key = LocalKey.in(folder.keys());
    return new FrontDoor("http://127.0.0.1:" + port, () -> key.token(tenant, "tributary-sync", TokenCommand.DEFAULT_SCOPES, TOKEN_LIVES));
  }
}
