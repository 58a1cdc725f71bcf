package io.tributary.participants.decisions;

import io.tributary.service.web.Caller;
import io.tributary.service.web.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People link participants, and unlink them for good. A participant takes all its conversations along. */
@RestController
@RequestMapping("/api/participants")
class LinkController {

  private static final int MOST_LINKS = 500;

  private final DecideByHand decide;

  LinkController(DecideByHand decide) {
    this.decide = decide;
  }

  record NewLink(@Nullable Long recordId, @Nullable Double confidence, @Nullable String reason) {}

  /** @param recordId null to unlink it from whichever record it is linked to */
  record BulkLink(@Nullable Long participantId, @Nullable Long recordId, @Nullable Double confidence, @Nullable String reason) {}

  record Bulk(@Nullable List<BulkLink> links) {}

  /** @param link null where it was refused @param error why it was refused */
  record BulkOutcome(long participantId, @Nullable LinkView link, @Nullable String error) {}

  record BulkAnswer(int linked, int refused, List<BulkOutcome> links) {}

  @PostMapping("/{id}/link")
  LinkView link(Caller caller, @PathVariable long id, @RequestBody NewLink given) {
    if (given.recordId() == null) {
      throw Problem.invalid("record_id", "names the record that the participant is");
    }
    return one(caller, Wish.link(id, given.recordId(), given.confidence(), given.reason()));
  }

  /** The pair is forbidden from now on. @param recordId the record it must not be linked to; left out: the one it is linked to */
  @DeleteMapping("/{id}/link")
  LinkView unlink(
      Caller caller, @PathVariable long id, @RequestParam(name = "record_id", required = false) @Nullable Long recordId,
      @RequestParam(required = false) @Nullable String reason) {
    return one(caller, Wish.unlink(id, recordId, reason));
  }

  /** Takes the last decision about the participant back, then the one before it, and so on. */
  @PostMapping("/{id}/link:undo")
  LinkView undo(Caller caller, @PathVariable long id) {
    return decide.undo(caller, id);
  }

  /** All in one transaction; one that is refused does not hinder the others. */
  @PostMapping("/links:bulk")
  BulkAnswer bulk(Caller caller, @RequestBody Bulk bulk) {
    if (bulk.links() == null || bulk.links().isEmpty() || bulk.links().size() > MOST_LINKS) {
      throw Problem.invalid("links", "must be a list of 1 to %d".formatted(MOST_LINKS));
    }
    var outcomes = decide.decide(caller, bulk.links().stream().map(LinkController::wish).toList()).stream()
        .map(outcome -> new BulkOutcome(outcome.participantId(), outcome.link(), detail(outcome.refusal())))
        .toList();
    int refused = (int) outcomes.stream().filter(outcome -> outcome.error() != null).count();
    return new BulkAnswer(outcomes.size() - refused, refused, outcomes);
  }

  private LinkView one(Caller caller, Wish wish) {
    var outcome = decide.decide(caller, List.of(wish)).getFirst();
    if (outcome.refusal() != null) {
      throw outcome.refusal();
    }
    return Objects.requireNonNull(outcome.link());
  }

  private static Wish wish(@Nullable BulkLink given) {
    if (given == null || given.participantId() == null) {
      throw Problem.invalid("links", "each names its participant_id");
    }
    return given.recordId() == null
        ? Wish.unlink(given.participantId(), null, given.reason())
        : Wish.link(given.participantId(), given.recordId(), given.confidence(), given.reason());
  }

  private static @Nullable String detail(@Nullable Problem refusal) {
    return refusal == null ? null : refusal.getBody().getDetail();
  }
}
