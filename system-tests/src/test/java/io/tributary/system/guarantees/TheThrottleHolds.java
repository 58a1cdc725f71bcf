package io.tributary.system.guarantees;

import io.tributary.identifiers.EmailAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Within a cooldown a record is synced again only because a person forced it, or because a new form of its address was learnt; what a run left
 * is fetched when its account answers again, and no more than that. The provider's own log shows no call that no job explains, none for an
 * address that nobody held, and none on another channel.
 */
final class TheThrottleHolds implements Guarantee<Evidence> {

  /** A job may run again what it had begun when something broke; until then its lease must have run out. */
  private static final Duration AFTER_A_FAULT = Settings.LEASE.plusSeconds(10);

  /** A claim looks at the clock for the cooldown and for the job's start, one after the other. */
  private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(500);

  @Override
  public String name() {
    return "no record is synced again within its cooldown unless forced, nobody else's mail is asked for";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    var breaches = new ArrayList<String>();
    var jobs = jobs(evidence);
    withinCooldown(evidence, jobs, breaches);
    walks(evidence, jobs, breaches);
    channels(evidence, breaches);
    return breaches;
  }

  /** @param bidden by a person, or by a form that was learnt @param leftSomething for a later attempt, which has a job of its own */
  private record Job(long record, Instant started, Instant finished, boolean bidden, long calls, boolean leftSomething) {

    boolean ranAt(Instant moment) {
      return !started.isAfter(moment) && !finished.isBefore(moment);
    }
  }

  private static List<Job> jobs(Evidence evidence) {
    return evidence.rows("email_sync", """
        select record_id, to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          to_char(coalesce(finished_at, clock_timestamp()) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          trigger_reason in ('MANUAL', 'RESYNC') or triggered_by is not null, provider_calls, status in ('PARTIAL', 'FAILED')
        from sync_jobs where tenant = :tenant and started_at is not null order by record_id, started_at""", 6).stream()
        .map(row -> new Job(Long.parseLong(row.get(0)), Instant.parse(row.get(1)), Instant.parse(row.get(2)), row.get(3).equals("t"),
            Long.parseLong(row.get(4)), row.get(5).equals("t")))
        .toList();
  }

  /** What follows a job that left something fetches that, and begins no sync; whether it fetches more shows in the provider's log. */
  private static void withinCooldown(Evidence evidence, List<Job> jobs, List<String> breaches) {
    var sync = jobs.isEmpty() ? null : jobs.getFirst();
    for (var i = 1; i < jobs.size(); i++) {
      var job = jobs.get(i);
      var before = jobs.get(i - 1);
      if (job.record == before.record && before.leftSomething) {
        continue;
      }
      if (job.record == sync.record && sync.calls > 0 && job.started.isBefore(sync.started.plus(Settings.COOLDOWN).minus(BETWEEN_TWO_LOOKS))
          && !job.bidden && !learnt(evidence, sync, job)) {
        breaches.add("record %d was synced at %s and, unbidden, again at %s".formatted(job.record, sync.started, job.started));
      }
      sync = job;
    }
  }

  /** A job that waited runs at once when a form is learnt. */
  private static boolean learnt(Evidence evidence, Job before, Job job) {
    return evidence.number("email_sync", """
        select count(*) from learned_forms f where f.tenant = :tenant and f.learned_at between '%s' and '%s' and exists (select
        from sync_state s where s.tenant = f.tenant and s.record_id = %d and s.identifiers::text like '%%' || f.canonical || '%%')""".formatted(
            before.started, job.started, job.record)) > 0;
  }

  /** A walk begins with a call that has no cursor. */
  private static void walks(Evidence evidence, List<Job> jobs, List<String> breaches) {
    var held = evidence.everHeld().values().stream().flatMap(Set::stream).map(TheThrottleHolds::canonical).collect(Collectors.toSet());
    var last = new HashMap<String, Instant>();
    for (var call : evidence.log().path("entries")) {
      var query = call.path("query");
      if (!query.has("any_email") || query.has("cursor") || !call.path("path").asString().endsWith("/emails")) {
        continue;
      }
      var asked = addresses(query);
      if (!held.containsAll(asked)) {
        breaches.add("the provider was asked at %s for an address that no record ever held".formatted(call.path("at").asString()));
      }
      var at = Instant.parse(call.path("at").asString());
      var before = last.put(query.path("account_id").asString() + query.path("any_email").asString(), at);
      if (before != null && at.isBefore(before.plus(Settings.COOLDOWN).minus(BETWEEN_TWO_LOOKS)) && !explained(evidence, jobs, asked, before, at)) {
        breaches.add("the provider was asked twice for the same, at %s and %s, and no job explains it".formatted(before, at));
      }
    }
  }

  /** Each of the two calls was made in the run of another job: two records share the address, or the second was bidden. */
  private static boolean explained(Evidence evidence, List<Job> jobs, Set<String> asked, Instant before, Instant at) {
    var holders = jobs.stream().filter(job -> everHeld(evidence, job, asked)).toList();
    return evidence.disturbedBetween(before.minus(AFTER_A_FAULT), at)
        || holders.stream().filter(job -> job.ranAt(before)).anyMatch(first -> holders.stream().filter(job -> job.ranAt(at))
            .anyMatch(second -> second.record != first.record || second.bidden && second != first));
  }

  private static boolean everHeld(Evidence evidence, Job job, Set<String> asked) {
    return evidence.everHeld().getOrDefault(job.record, Set.of()).stream().map(TheThrottleHolds::canonical).anyMatch(asked::contains);
  }

  private static void channels(Evidence evidence, List<String> breaches) {
    syncedUnedited(evidence, "email_sync", Ledger.EMAIL_FIELDS, breaches);
    syncedUnedited(evidence, "whatsapp_sync", Ledger.PHONE_FIELDS, breaches);
    syncedUnedited(evidence, "linkedin_sync", Ledger.PROFILE_FIELDS, breaches);
  }

  /** A record none of whose fields of a channel was edited is synced there when it is made, and not again: what an attempt leaves is the next one's. */
  private static void syncedUnedited(Evidence evidence, String database, Set<String> fields, List<String> breaches) {
    var edited = evidence.ledger().entries().stream()
        .map(Ledger.Entry::edit)
        .filter(edit -> !(edit instanceof Edit.Change change) || change.data().keySet().stream().anyMatch(fields::contains))
        .map(edit -> evidence.ledger().idOf(edit.record()))
        .collect(Collectors.toSet());
    evidence.rowsById(database, """
        select record_id, count(*) from sync_jobs
        where tenant = :tenant and trigger_reason <> 'RESYNC' and status not in ('FAILED', 'PARTIAL') group by 1""", 2).forEach((record, row) -> {
      if (!edited.contains(record) && Long.parseLong(row.get(1)) > 1) {
        breaches.add("record %d had %s syncs in %s, though nothing of that channel was ever edited".formatted(record, row.get(1), database));
      }
    });
  }

  private static Set<String> addresses(JsonNode query) {
    return Arrays.stream(query.path("any_email").asString().split(",")).map(TheThrottleHolds::canonical).collect(Collectors.toSet());
  }

  private static String canonical(String address) {
    return EmailAddresses.identify(address).found().map(each -> each.getCanonical()).orElse(address.toLowerCase(Locale.ROOT));
  }
}
