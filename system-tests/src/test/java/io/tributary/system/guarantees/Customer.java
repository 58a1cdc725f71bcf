package io.tributary.system.guarantees;

import io.tributary.local.feed.FrontDoor;
import io.tributary.local.feed.FrontDoor.NotDone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Edits records through the front door, again and again until it is acknowledged, as every careful client does. */
final class Customer {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final FrontDoor frontDoor;
  private final Ledger ledger;
  private final Refusals refusals;

  Customer(FrontDoor frontDoor, Ledger ledger, Refusals refusals) {
    this.frontDoor = frontDoor;
    this.ledger = ledger;
    this.refusals = refusals;
  }

  /** Returns when it is acknowledged and stands in the ledger. */
  void perform(Edit edit) throws InterruptedException {
    var began = Instant.now();
    for (var tries = 1; ; tries++) {
      try {
        var done = attempt(edit, tries > 1);
        ledger.acknowledged(new Ledger.Entry(began, Instant.now(), edit, tries, done.requestId), done.id);
        return;
      } catch (NotDone notDone) {
        refusals.note(notDone);
        if (Instant.now().isAfter(began.plus(PATIENCE))) {
          throw notDone;
        }
        Pause.of(Duration.ofMillis(200));
      }
    }
  }

  /** @throws NotDone if the work still fails after the customer's patience */
  <T> T untilDone(Supplier<T> work) throws InterruptedException {
    var began = Instant.now();
    while (true) {
      try {
        return work.get();
      } catch (NotDone notDone) {
        refusals.note(notDone);
        if (Instant.now().isAfter(began.plus(PATIENCE))) {
          throw notDone;
        }
        Pause.of(Duration.ofMillis(500));
      }
    }
  }

  private record Done(long id, @Nullable String requestId) {}

  private Done attempt(Edit edit, boolean again) {
    return switch (edit) {
      case Edit.Create create -> new Done(create(create, again), null);
      case Edit.Change change -> {
        var id = ledger.idOf(change.record());
        frontDoor.patch("/api/records/" + id, Map.of("data", change.data()));
        yield new Done(id, null);
      }
      case Edit.Delete delete -> new Done(delete(ledger.idOf(delete.record()), again), null);
      case Edit.Force force -> {
        var id = ledger.idOf(force.record());
        var answer = frontDoor.post("/api/records/%d/sync".formatted(id), Map.of("force", true, "channels", List.of("email")));
        yield new Done(id, answer.path("requests").path("email").asString());
      }
    };
  }

  private long create(Edit.Create create, boolean again) {
    var body = Map.of("pipeline", "contacts", "source", "csv", "external_id", create.record(), "data", create.data());
    try {
      return frontDoor.post("/api/records", body).path("id").asLong();
    } catch (NotDone notDone) {
      if (again && notDone.status() == CONFLICT) {
        return idOf(create.record()); // the try before was done, its answer was lost
      }
      throw notDone;
    }
  }

  private long delete(long id, boolean again) {
    try {
      frontDoor.delete("/api/records/" + id);
    } catch (NotDone notDone) {
      if (!again || notDone.status() != NOT_FOUND) {
        throw notDone;
      }
    }
    return id;
  }

  private long idOf(String externalId) {
    return frontDoor.all("/api/records").stream()
        .filter(record -> record.path("external_id").asString("").equals(externalId))
        .map(record -> record.path("id"))
        .mapToLong(JsonNode::asLong)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("record %s is said to be there and is not".formatted(externalId)));
  }
}
