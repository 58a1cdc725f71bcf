package io.tributary.records.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.records.jooq.tables.records.SyncJobViewRecord;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One sync job: a run of a record on a channel, or the wait for one.
 *
 * @param fresh of the published messages, those dated after what was read before
 * @param skipped messages left out; {@code skippedWhy} says how many for which reason
 * @param accounts what each account did
 * @param waitsFor what holds it up, or what its next attempt waits for: COOLDOWN, BUDGET, ACCOUNT, RECONNECT or RETRY
 * @param nextAttempt when it may start, or what it left is tried again
 */
record JobView(
    UUID jobId,
    long recordId,
    String channel,
    String status,
    String triggerReason,
    @Nullable String triggeredBy,
    int accountsTotal,
    int accountsDone,
    List<Account> accounts,
    long found,
    long published,
    @JsonProperty("new") long fresh,
    long skipped,
    Map<String, Long> skippedWhy,
    long pages,
    long providerCalls,
    @Nullable String error,
    @Nullable String errorClass,
    @Nullable String waitsFor,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime startedAt,
    @Nullable OffsetDateTime finishedAt,
    @Nullable OffsetDateTime nextAttempt) {

  /** @param outcome READ, LEFT_ALONE or FAILED */
  record Account(String account, String outcome, long published, @Nullable String error, @Nullable String errorClass) {}

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<Account>> ACCOUNTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

  static JobView of(SyncJobViewRecord row) {
    return new JobView(
        row.getJobId(), row.getRecordId(), row.getChannel().toLowerCase(Locale.ROOT), row.getStatus(), row.getTriggerReason(),
        row.getTriggeredBy(), row.getAccountsTotal(), row.getAccountsDone(), JSON.readValue(row.getAccounts().data(), ACCOUNTS), row.getFound(),
        row.getPublished(), row.getFresh(), row.getSkipped(), JSON.readValue(row.getSkippedWhy().data(), COUNTS), row.getPages(),
        row.getProviderCalls(), row.getError(), row.getErrorClass(), row.getWaitsFor(), row.getCreatedAt(), row.getStartedAt(),
        row.getFinishedAt(), row.getNotBefore());
  }
}
