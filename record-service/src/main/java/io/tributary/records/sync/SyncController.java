package io.tributary.records.sync;

import io.tributary.records.record.Records;
import io.tributary.service.web.Caller;
import io.tributary.service.web.Tenant;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SyncController {

  private final RequestSync requestSync;
  private final ReadSyncStatus readStatus;
  private final StreamSyncStatus stream;
  private final Records records;

  SyncController(RequestSync requestSync, ReadSyncStatus readStatus, StreamSyncStatus stream, Records records) {
    this.requestSync = requestSync;
    this.readStatus = readStatus;
    this.stream = stream;
    this.records = records;
  }

  /** @param force true to run at once, cooldown or not */
  record SyncWish(@Nullable Boolean force, @Nullable List<@Nullable String> channels) {}

  /** @param requests the request's id by channel */
  record Accepted(long recordId, Map<String, String> requests) {}

  @PostMapping("/api/records/{id}/sync")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Accepted request(Caller caller, @PathVariable long id, @RequestBody(required = false) @Nullable SyncWish wish) {
    var force = wish != null && Boolean.TRUE.equals(wish.force());
    return new Accepted(id, requestSync.request(caller, id, force, wish == null ? null : wish.channels()));
  }

  @GetMapping("/api/records/{id}/sync_status")
  SyncStatus status(Tenant tenant, @PathVariable long id) {
    records.byId(tenant.id(), id);
    return readStatus.of(tenant.id(), id);
  }

  /** The same as server-sent events: one at once, and one whenever it has changed. */
  @GetMapping(path = "/api/records/{id}/sync-events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void events(Tenant tenant, @PathVariable long id, HttpServletResponse response) throws IOException {
    records.byId(tenant.id(), id);
    stream.stream(tenant.id(), id, response);
  }
}
