package io.tributary.participants.decisions;

import static io.tributary.participants.jooq.Tables.IDENTIFIER_RULES;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.tributary.events.IdentifierKind;
import io.tributary.participants.resolve.Identity;
import io.tributary.service.database.Database;
import io.tributary.service.web.Caller;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The queue of participants that more than one record matches, and what people decided about identifiers there. */
@RestController
@RequestMapping("/api/links")
class ReviewController {

  private final Database database;
  private final DecideReview decide;

  ReviewController(Database database, DecideReview decide) {
    this.database = database;
    this.decide = decide;
  }

  /** Either of the two. */
  record Answer(@Nullable Long recordId, @Nullable Boolean nobody, @Nullable String reason) {}

  /** @param recordId null: nobody's */
  record Remembered(
      String kind, String value, @Nullable Long recordId, String decidedBy, OffsetDateTime decidedAt, @Nullable String reason) {}

  @GetMapping("/review")
  Page<SelectReview.Waiting> review(Tenant tenant, PageRequest page) {
    var read = database.inTenant(tenant.id(), new SelectReview(tenant.id(), page, after(page.cursor())));
    if (read.size() <= page.limit()) {
      return new Page<>(read, null);
    }
    var items = read.subList(0, page.limit());
    return new Page<>(items, CursorCodec.encode(items.getLast().participantId()));
  }

  @PostMapping("/review/{id}")
  DecideReview.Decided answer(Caller caller, @PathVariable long id, @RequestBody Answer answer) {
    if ((answer.recordId() == null) == !Boolean.TRUE.equals(answer.nobody())) {
      throw Problem.invalid("record_id", "name the record that it is, or say nobody: true");
    }
    return decide.decide(caller, id, answer.recordId(), Wish.checked(answer.reason()));
  }

  @GetMapping("/rules")
  Page<Remembered> rules(Tenant tenant, PageRequest page) {
    var r = IDENTIFIER_RULES;
    var after = page.cursor() == null ? null : CursorCodec.decode(page.cursor(), 2);
    var read = database.inTenant(tenant.id(), db -> db
        .select(r.KIND, r.VALUE, r.RECORD_ID, r.DECIDED_BY, r.DECIDED_AT, r.REASON)
        .from(r)
        .where(r.TENANT.eq(tenant.id()))
        .and(after == null ? noCondition() : row(r.KIND, r.VALUE).gt(after.get(0), after.get(1)))
        .orderBy(r.KIND, r.VALUE)
        .limit(page.limit() + 1)
        .fetch(mapping(Remembered::new)));
    if (read.size() <= page.limit()) {
      return new Page<>(read, null);
    }
    var items = read.subList(0, page.limit());
    return new Page<>(items, CursorCodec.encode(items.getLast().kind(), items.getLast().value()));
  }

  @DeleteMapping("/rules")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void forget(Caller caller, @RequestParam(required = false) @Nullable String kind, @RequestParam(required = false) @Nullable String value) {
    if (kind == null || value == null || Arrays.stream(IdentifierKind.values()).noneMatch(known -> known.name().equals(kind))) {
      throw Problem.invalid("kind", "name kind and value as the list of rules shows them");
    }
    if (!decide.forget(caller, new Identity(kind, value))) {
      throw Problem.notFound("rule for " + kind, value);
    }
  }

  private static @Nullable Long after(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      return Long.valueOf(CursorCodec.decode(cursor, 1).getFirst());
    } catch (NumberFormatException _) {
      throw Problem.invalid("cursor", "is not one that this list gave; leave it out to start at the first page");
    }
  }
}
