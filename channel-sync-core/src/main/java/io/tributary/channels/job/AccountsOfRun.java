package io.tributary.channels.job;

import io.tributary.channels.NotAsked;
import io.tributary.channels.SyncRun;
import io.tributary.events.SyncedAccount;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What each account did in a run, as the column {@code sync_jobs.accounts} holds it. */
final class AccountsOfRun {

  private record Stored(String account, String outcome, long published, @Nullable String error, @Nullable String errorClass) {}

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<Stored>> LIST = new TypeReference<>() {};

  static JSONB write(SyncRun run) {
    var read = run.read().stream().map(it -> new Stored(it.account(), "READ", it.published(), null, null));
    var failed = run.failures().stream().map(it -> new Stored(
        it.account(), it.why() instanceof NotAsked ? "LEFT_ALONE" : "FAILED", 0, it.why().getMessage(), it.why().failure().name()));
    return JSONB.valueOf(JSON.writeValueAsString(Stream.concat(read, failed).toList()));
  }

  static List<SyncedAccount> read(JSONB json) {
    return JSON.readValue(json.data(), LIST).stream()
        .map(it -> SyncedAccount.newBuilder()
            .setAccount(it.account())
            .setOutcome(it.outcome())
            .setPublished(it.published())
            .setError(it.error())
            .setErrorClass(it.errorClass())
            .build())
        .toList();
  }

  private AccountsOfRun() {}
}
