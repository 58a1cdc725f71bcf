package io.tributary.connectors.gong;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** The one request of Gong's API that is needed: calls of a period with their parties. POST requests ignore query parameters: all is in the body. */
interface GongApi {

  @PostExchange("/v2/calls/extensive")
  Calls calls(@RequestBody Question question);

  record Question(@Nullable String cursor, Filter filter, ContentSelector contentSelector) {}

  record Filter(String fromDateTime, String toDateTime, @Nullable String workspaceId) {}

  record ContentSelector(ExposedFields exposedFields) {
    static final ContentSelector PARTIES_AND_BRIEF = new ContentSelector(new ExposedFields(true, new Content(true)));
  }

  record ExposedFields(boolean parties, Content content) {}

  record Content(boolean brief) {}

  record Calls(@Nullable Records records, @Nullable List<Call> calls) {

    List<Call> all() {
      if (calls == null) {
        throw new PollFailed(PollFailure.UNREADABLE, "Gong answered without a list of calls.");
      }
      return calls;
    }
  }

  record Records(@Nullable Long totalRecords, @Nullable String cursor) {}

  record Call(@Nullable MetaData metaData, @Nullable List<Party> parties, @Nullable Brief content) {}

  record MetaData(
      @Nullable String id, @Nullable String title, @Nullable String started, @Nullable String scheduled, @Nullable Long duration,
      @Nullable String primaryUserId, @Nullable String direction, @Nullable String workspaceId) {}

  record Party(
      @Nullable String emailAddress, @Nullable String name, @Nullable String userId, @Nullable String phoneNumber, @Nullable String affiliation) {}

  record Brief(@Nullable String brief) {}
}
