package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.Org;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which contacts were deleted in a time, whether they are in the recycle bin still or not. */
final class ListDeleted {

  private final Org org;

  ListDeleted(Org org) {
    this.org = org;
  }

  Answer answer(Request request) {
    if (!request.variable("object").equalsIgnoreCase("Contact")) {
      throw Errors.notFound();
    }
    var start = moment(request.query().get("start"));
    var end = moment(request.query().get("end"));
    var deleted = org.deletedBetween(start, end).stream()
        .map(contact -> Map.of("id", contact.id(), "deletedDate", Times.json(contact.at())))
        .toList();
    return Answer.ok(Map.of("deletedRecords", deleted, "earliestDateAvailable", Times.json(start), "latestDateCovered", Times.json(end)));
  }

  private static Instant moment(@Nullable String text) {
    try {
      // A plus sign that was not escaped has become a blank.
      return OffsetDateTime.parse(text == null ? "" : text.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw Errors.refused(400, "INVALID_REPLICATION_DATE", "start and end must be moments as 2026-11-20T00:00:00+00:00");
    }
  }
}
