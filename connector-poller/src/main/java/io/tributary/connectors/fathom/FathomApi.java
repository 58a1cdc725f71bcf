package io.tributary.connectors.fathom;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** The one request of Fathom's API that is needed: meetings created in a period. */
interface FathomApi {

  @GetExchange("/meetings")
  Meetings meetings(
      @RequestParam("created_after") String createdAfter, @RequestParam("created_before") String createdBefore,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor);

  record Meetings(@Nullable List<Meeting> items, @JsonProperty("next_cursor") @Nullable String nextCursor) {

    List<Meeting> all() {
      if (items == null) {
        throw new PollFailed(PollFailure.UNREADABLE, "Fathom answered without a list of meetings.");
      }
      return items;
    }
  }

  record Meeting(
      @Nullable String title,
      @JsonProperty("meeting_title") @Nullable String meetingTitle,
      @JsonProperty("recording_id") @Nullable Long recordingId,
      @JsonProperty("created_at") @Nullable String createdAt,
      @JsonProperty("scheduled_start_time") @Nullable String scheduledStart,
      @JsonProperty("recording_start_time") @Nullable String recordingStart,
      @JsonProperty("calendar_invitees") @Nullable List<Invitee> invitees,
      @JsonProperty("recorded_by") @Nullable RecordedBy recordedBy,
      @JsonProperty("default_summary") @Nullable Summary summary) {}

  record Invitee(@Nullable String name, @Nullable String email, @JsonProperty("is_external") @Nullable Boolean external) {}

  record RecordedBy(@Nullable String name, @Nullable String email) {}

  record Summary(@JsonProperty("markdown_formatted") @Nullable String markdown) {}
}
