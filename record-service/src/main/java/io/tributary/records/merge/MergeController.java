package io.tributary.records.merge;

import io.tributary.records.record.RecordView;
import io.tributary.records.record.Records;
import io.tributary.service.web.Caller;
import io.tributary.service.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two records that turn out to be one, and one that turns out to be two. */
@RestController
@RequestMapping("/api/records/{id}")
class MergeController {

  private static final int LONGEST_REASON = 1_000;

  private final MergeRecords merge;
  private final Records records;

  MergeController(MergeRecords merge, Records records) {
    this.merge = merge;
    this.records = records;
  }

  /** @param into the record that survives */
  record Merge(@Nullable Long into, @Nullable String reason) {}

  /** @return the survivor */
  @PostMapping("/merge")
  RecordView merge(Caller caller, @PathVariable long id, @RequestBody Merge given) {
    if (given.into() == null || given.into() == id) {
      throw Problem.invalid("into", "names the other record, which survives");
    }
    if (given.reason() != null && (given.reason().length() > LONGEST_REASON || given.reason().indexOf('\0') >= 0)) {
      throw Problem.invalid("reason", "must be text of at most %d characters".formatted(LONGEST_REASON));
    }
    merge.merge(caller, id, given.into(), given.reason());
    return records.byId(caller.tenant().id(), given.into());
  }

  /** Takes a merge back, or a deletion, as long as the row is kept. */
  @PostMapping("/restore")
  RecordView restore(Caller caller, @PathVariable long id) {
    merge.restore(caller.tenant().id(), id);
    return records.byId(caller.tenant().id(), id);
  }
}
