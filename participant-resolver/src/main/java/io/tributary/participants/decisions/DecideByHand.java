package io.tributary.participants.decisions;

import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.links.PublishedRows;
import io.tributary.participants.links.ReadQuestions;
import io.tributary.participants.resolve.Question;
import io.tributary.service.database.Database;
import io.tributary.service.web.Caller;
import io.tributary.service.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes people's decisions about participants, any number in one transaction, and decides the links anew. */
@Component
class DecideByHand {

  private final Database database;
  private final PublishedRows published;

  DecideByHand(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  /** @return one a wish, in their order; a wish that is refused does not hinder the others */
  List<Outcome> decide(Caller caller, List<Wish> wishes) {
    var outcomes = database.inTenant(caller.tenant().id(), db -> decide(db, caller, wishes));
    published.poke();
    return outcomes;
  }

  /** @throws Problem 409 where nobody decided anything about it, or all of it was undone */
  LinkView undo(Caller caller, long participantId) {
    var tenant = caller.tenant().id();
    LinkView link = database.<LinkView>inTenant(tenant, db -> {
      var participant = LockedParticipants.lock(db, tenant, List.of(participantId)).survivor(participantId)
          .orElseThrow(() -> Problem.notFound("participant", participantId));
      new DecisionLog(db).undoLast(tenant, participant, caller.subject());
      DecideLinks.of(db, List.of(new ParticipantKey(tenant, participant)), caller.subject());
      return Objects.requireNonNull(LinkView.of(db, tenant, List.of(participant)).get(participant));
    });
    published.poke();
    return link;
  }

  private static List<Outcome> decide(DSLContext db, Caller caller, List<Wish> wishes) {
    var tenant = caller.tenant().id();
    var records = CountingRecords.lock(db, tenant, wishes.stream().map(Wish::recordId).filter(Objects::nonNull).toList());
    var participants = LockedParticipants.lock(db, tenant, wishes.stream().map(Wish::participantId).toList());
    var keys = participants.survivors().stream().map(id -> new ParticipantKey(tenant, id)).toList();
    var questions = new ReadQuestions(db).about(keys);
    var links = LinkView.of(db, tenant, participants.survivors());

    var taken = new HashMap<Long, DecisionLog.Decided>();
    var refused = new IdentityHashMap<Wish, Problem>();
    for (var wish : wishes) {
      try {
        var participant = participants.survivor(wish.participantId()).orElseThrow(() -> Problem.notFound("participant", wish.participantId()));
        var question = Objects.requireNonNull(questions.get(new ParticipantKey(tenant, participant)));
        var decided = new DecisionLog.Decided(participant, record(wish, records, links.get(participant)), wish);
        check(wish, question);
        if (taken.putIfAbsent(participant, decided) != null) {
          throw Problem.conflict("Participant %d is named twice.".formatted(wish.participantId()));
        }
      } catch (Problem refusal) {
        refused.put(wish, refusal);
      }
    }
    new DecisionLog(db).write(tenant, List.copyOf(taken.values()), UUID.randomUUID(), caller.subject());
    DecideLinks.of(db, taken.keySet().stream().map(id -> new ParticipantKey(tenant, id)).toList(), caller.subject());
    return outcomes(wishes, refused, participants, LinkView.of(db, tenant, taken.keySet()));
  }

  private static long record(Wish wish, CountingRecords records, @Nullable LinkView link) {
    var named = wish.recordId();
    if (named != null) {
      return records.counting(named).orElseThrow(() -> Problem.notFound("record", named));
    }
    if (link == null || link.recordId() == null) {
      throw Problem.conflict("Participant %d is not linked; name the record_id that it must not be linked to.".formatted(wish.participantId()));
    }
    return link.recordId();
  }

  /** A decision that could have no effect is refused, so that nobody believes in it. */
  private static void check(Wish wish, Question question) {
    if (!wish.forbid() && question.own()) {
      throw Problem.conflict("Participant %d is a connected account's own side: it is nobody's.".formatted(wish.participantId()));
    }
    if (!wish.forbid() && question.blocked()) {
      throw Problem.conflict("Participant %d is blocked; take it off the blocklist first.".formatted(wish.participantId()));
    }
  }

  private static List<Outcome> outcomes(
      List<Wish> wishes, Map<Wish, Problem> refused, LockedParticipants participants, Map<Long, LinkView> links) {
    var outcomes = new ArrayList<Outcome>();
    for (var wish : wishes) {
      var refusal = refused.get(wish);
      outcomes.add(new Outcome(wish.participantId(),
          refusal == null ? links.get(participants.survivor(wish.participantId()).orElseThrow()) : null, refusal));
    }
    return outcomes;
  }
}
