package io.tributary.records.sync;

import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Tenant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SyncJobsController {

  private final ListSyncJobs jobs;

  SyncJobsController(ListSyncJobs jobs) {
    this.jobs = jobs;
  }

  /** The tenant's sync jobs of all channels, newest first. */
  @GetMapping("/api/sync-jobs")
  Page<JobView> list(
      Tenant tenant,
      @RequestParam(name = "record_id", required = false) @Nullable Long recordId,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable OffsetDateTime since,
      @RequestParam(required = false) @Nullable OffsetDateTime until,
      PageRequest page) {
    return jobs.list(tenant.id(), new SyncJobFilter(recordId, channel, status, reason, since, until), page);
  }
}
