package io.tributary.records.sync;

import io.tributary.events.SyncedAccount;
import java.util.List;
import java.util.Map;
import org.jooq.JSONB;
import tools.jackson.databind.json.JsonMapper;

/** The parts of a job that are kept as JSON, as {@link JobView} reads them. */
final class SyncJobJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  static JSONB counts(Map<String, Long> counts) {
    return JSONB.valueOf(JSON.writeValueAsString(counts));
  }

  static JSONB accounts(List<SyncedAccount> accounts) {
    return JSONB.valueOf(JSON.writeValueAsString(accounts.stream()
        .map(it -> new JobView.Account(it.getAccount(), it.getOutcome(), it.getPublished(), it.getError(), it.getErrorClass()))
        .toList()));
  }

  private SyncJobJson() {}
}
