package io.tributary.records.sync;

import io.tributary.events.Channel;
import io.tributary.events.JobStatus;
import io.tributary.service.web.Problem;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for; null where all are.
 *
 * @param status one or more, with commas between
 * @param reason a trigger reason, as MANUAL or UPDATED
 * @param since opened at this moment or later
 * @param until opened before this moment
 */
record SyncJobFilter(
    @Nullable Long recordId,
    @Nullable String channel,
    @Nullable String status,
    @Nullable String reason,
    @Nullable OffsetDateTime since,
    @Nullable OffsetDateTime until) {

  SyncJobFilter {
    if (channel != null) {
      mustBeOneOf("channel", channel, Channel.values());
    }
    if (status != null) {
      words(status).forEach(word -> mustBeOneOf("status", word, JobStatus.values()));
    }
  }

  List<String> statuses() {
    return status == null ? List.of() : words(status);
  }

  private static List<String> words(String status) {
    return Arrays.stream(status.split(",")).map(word -> word.strip().toUpperCase(Locale.ROOT)).toList();
  }

  private static void mustBeOneOf(String field, String word, Enum<?>[] known) {
    var names = Arrays.stream(known).map(Enum::name).filter(name -> !name.equals("UNKNOWN")).toList();
    if (!names.contains(word.toUpperCase(Locale.ROOT))) {
      throw Problem.invalid(field, "must be of " + String.join(", ", names).toLowerCase(Locale.ROOT));
    }
  }
}
