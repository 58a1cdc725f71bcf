package io.tributary.channels.walk;

import static io.tributary.channels.jooq.Tables.PROGRESS;
import static io.tributary.channels.jooq.Tables.WALKS;

import io.tributary.channels.Channel;
import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.SyncRun;
import io.tributary.channels.connection.UsableAccounts;
import io.tributary.channels.jooq.tables.records.ProgressRecord;
import io.tributary.channels.jooq.tables.records.WalksRecord;
import io.tributary.service.database.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Decides what a run has to read: which accounts, which forms together, since when, and which walks it continues. */
public final class PlanWalks {

  /** What was asked for before, and walks that are under way: by account, then by form or by the hash of the forms. */
  private record Known(Map<String, Map<String, ProgressRecord>> progress, Map<String, Map<String, WalksRecord>> walks) {}

  /** Since when a walk reads, and up to when what it finds is known. */
  private record Start(@Nullable Instant from, @Nullable Instant knownUntil) {}

  private final Database database;
  private final Channel channel;
  private final WalkSettings settings;

  public PlanWalks(Database database, Channel channel, WalkSettings settings) {
    this.database = database;
    this.channel = channel;
    this.settings = settings;
  }

  public List<AccountWalks> of(SyncRun run) {
    if (run.claim().identifiers().isEmpty()) {
      return List.of();
    }
    return database.asWorker(db -> {
      var forms = new SearchForms(channel, run.key().tenant(), run.claim().identifiers()).all(db);
      var known = known(db, run.key().tenant(), forms);
      return inTurn(new UsableAccounts(run.key().tenant()).all(db), run.key().record()).stream()
          .map(account -> new AccountWalks(account, walksOf(account, forms, known, run.claim())))
          .toList();
    });
  }

  /** Each record begins with another account, so that runs which wait for a slow one leave the others to those behind them. */
  private static List<ConnectedAccount> inTurn(List<ConnectedAccount> accounts, long record) {
    var turned = new ArrayList<>(accounts);
    Collections.rotate(turned, -Math.floorMod(record, Math.max(1, accounts.size())));
    return turned;
  }

  private static Known known(DSLContext db, String tenant, List<String> forms) {
    var progress = new LinkedHashMap<String, Map<String, ProgressRecord>>();
    db.selectFrom(PROGRESS)
        .where(PROGRESS.TENANT.eq(tenant))
        .and(PROGRESS.FORM.in(forms))
        .forEach(row -> progress.computeIfAbsent(row.getAccount(), _ -> new LinkedHashMap<>()).put(row.getForm(), row));
    var walks = new LinkedHashMap<String, Map<String, WalksRecord>>();
    db.selectFrom(WALKS)
        .where(WALKS.TENANT.eq(tenant))
        .forEach(row -> walks.computeIfAbsent(row.getAccount(), _ -> new LinkedHashMap<>()).put(row.getFormsHash(), row));
    return new Known(progress, walks);
  }

  private List<OpenWalk> walksOf(ConnectedAccount account, List<String> forms, Known known, SyncRun.Claim claim) {
    var progress = known.progress().getOrDefault(account.id(), Map.of());
    var open = known.walks().getOrDefault(account.id(), Map.of());
    // Forms that were read differently far never share a call: the one bound would be wrong for one of them.
    var byStart = new LinkedHashMap<Start, List<String>>();
    for (var form : forms) {
      var read = progress.get(form);
      boolean readSince = read != null && !read.getCompletedAt().toInstant().isBefore(claim.since());
      if (!readSince) {
        byStart.computeIfAbsent(startOf(read, claim.startedAt()), _ -> new ArrayList<>()).add(form);
      }
    }
    var walks = new ArrayList<OpenWalk>();
    byStart.forEach((start, group) -> inCalls(group).forEach(call -> {
      var begun = open.get(FormsHash.of(call));
      walks.add(begun == null
          ? OpenWalk.fresh(account, call, start.from(), start.knownUntil(), claim.startedAt())
          : resumed(account, call, begun));
    }));
    return walks;
  }

  private Start startOf(@Nullable ProgressRecord read, Instant now) {
    if (read == null || read.getCompleteUntil() == null) {
      return new Start(null, null);
    }
    var until = read.getCompleteUntil().toInstant();
    boolean full = read.getFullAt().toInstant().isBefore(now.minus(settings.fullEvery()));
    return new Start(full ? null : until.minus(settings.overlap()), until);
  }

  private List<List<String>> inCalls(List<String> forms) {
    int most = channel.formsPerCall();
    var calls = new ArrayList<List<String>>();
    for (int at = 0; at < forms.size(); at += most) {
      calls.add(List.copyOf(forms.subList(at, Math.min(forms.size(), at + most))));
    }
    return calls;
  }

  private static OpenWalk resumed(ConnectedAccount account, List<String> forms, WalksRecord row) {
    return new OpenWalk(
        account,
        forms,
        row.getWalkFrom() == null ? null : row.getWalkFrom().toInstant(),
        row.getKnownUntil() == null ? null : row.getKnownUntil().toInstant(),
        row.getStartedAt().toInstant(),
        row.getNewest() == null ? null : row.getNewest().toInstant(),
        row.getCursor(),
        row.getPages(),
        true,
        1,
        OpenWalk.Trail.NONE);
  }
}
