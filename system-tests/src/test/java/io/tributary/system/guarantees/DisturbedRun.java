package io.tributary.system.guarantees;

import io.tributary.local.check.Lag;
import io.tributary.local.check.RecordReport;
import io.tributary.local.check.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run: mailboxes are connected, records imported and edited while processes are killed and frozen; then all becomes quiet, and another
 * tenant gets the same end without any of that.
 */
final class DisturbedRun {

  static final String TENANT = "acme";
  static final String CALM = "calm";
  private static final int WRITERS = 3;
  private static final int FAREWELLS = 4;
  private static final Duration PACE = Duration.ofMillis(1000);

  private final Given given;
  private final long seed;
  private final Stage stage;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final Map<Long, Set<String>> everHeld = new HashMap<>();
  private final Refusals refusals = new Refusals();
  private final Customer customer;
  private final Disturb disturb;
  private final List<Writer> writers = new ArrayList<>();

  DisturbedRun(Given given, long seed, Stage stage) {
    this.given = given;
    this.seed = seed;
    this.stage = stage;
    this.random = new Random(seed);
    this.customer = new Customer(stage.frontDoor(TENANT), ledger, refusals);
    this.disturb = new Disturb(stage.stack(), Stage.settings(), stage::say);
  }

  Ledger ledger() {
    return ledger;
  }

  Disturb disturb() {
    return disturb;
  }

  Refusals refusals() {
    return refusals;
  }

  Evidence run(Path folder) throws Exception {
    feedAndEditWhileDisturbed();
    stage.awaitQuiet();
    var atEnd = dataOfLiving();
    farewell();
    stage.awaitQuiet();
    runCalmly(atEnd, folder);
    customer.untilDone(() -> stage.frontDoor(TENANT).post("/internal/reconciliations", Map.of()));
    stage.awaitQuiet();
    return evidence();
  }

  /** The import is disturbed too where every fault is wanted; a handful is kept for the edits. */
  private void feedAndEditWhileDisturbed() throws Exception {
    var schedule = given.every() ? Schedule.ofEvery(random) : Schedule.ofFew(random);
    var disturbing = new FutureTask<>(() -> {
      disturb.with(schedule, random);
      return null;
    });
    if (given.every()) {
      Thread.ofPlatform().start(disturbing);
    }
    customer.untilDone(() -> {
      stage.feed(TENANT, given.records());
      return true;
    });
    stage.awaitImported();
    hireWriters();
    if (!given.every()) {
      Thread.ofPlatform().start(disturbing);
    }
    write(disturbing);
    disturbing.get();
  }

  /** Each writer at a pace of its own, until the faults are over. */
  private void write(FutureTask<?> disturbing) throws Exception {
    stage.say("Writers begin");
    try (var writing = Executors.newFixedThreadPool(WRITERS)) {
      var edits = writers.stream().map(writer -> writing.submit(() -> {
        edit(writer, disturbing);
        return null;
      })).toList();
      for (var each : edits) {
        each.get();
      }
    }
  }

  private void hireWriters() throws Exception {
    var ids = new HashMap<String, Long>();
    customer.untilDone(() -> stage.frontDoor(TENANT).all("/api/records"))
        .forEach(record -> ids.put(record.path("external_id").asString(), record.path("id").asLong()));
    var shares = new ArrayList<Map<String, Map<String, String>>>();
    for (var i = 0; i < WRITERS; i++) {
      shares.add(new TreeMap<>());
    }
    Records.read(given.records()).forEach((record, data) -> {
      var id = ids.get(record);
      if (id == null) {
        throw new AssertionError("record %s was imported and is not there".formatted(record));
      }
      ledger.imported(record, id, data);
      hold(id, data);
      shares.get((int) (id % WRITERS)).put(record, data);
    });
    // Half of the records are left alone: what they must show is known from outside.
    for (var i = 0; i < WRITERS; i++) {
      var share = shares.get(i);
      share.keySet().removeIf(record -> Math.floorMod(record.hashCode(), 2) == 0);
      writers.add(new Writer(Integer.toString(i + 1), new Random(seed * 31 + i), share));
    }
  }

  private void edit(Writer writer, FutureTask<?> disturbing) throws InterruptedException {
    var pace = new Random(seed);
    while (!disturbing.isDone()) {
      perform(writer.next());
      Pause.upTo(PACE, pace);
    }
    for (var edit : writer.giveBack()) {
      perform(edit);
    }
  }

  private void perform(Edit edit) throws InterruptedException {
    customer.perform(edit);
    switch (edit) {
      case Edit.Create create -> hold(ledger.idOf(create.record()), create.data());
      case Edit.Change change -> hold(ledger.idOf(change.record()), change.data());
      case Edit.Delete _, Edit.Force _ -> { }
    }
  }

  private synchronized void hold(long id, Map<String, String> data) {
    var held = everHeld.computeIfAbsent(id, _ -> new HashSet<>());
    Ledger.EMAIL_FIELDS.stream().map(data::get).filter(value -> value != null).forEach(held::add);
  }

  /** What these edits leave must have been fetched before: so they come last, with faults of their own. */
  private void farewell() throws Exception {
    try (var disturbing = Executors.newSingleThreadExecutor()) {
      var faults = disturbing.submit(() -> {
        disturb.with(Schedule.ofEnd(random), random);
        return null;
      });
      for (var writer : writers) {
        for (var edit : farewellOf(writer)) {
          customer.perform(edit);
        }
      }
      faults.get();
    }
  }

  private final Map<Writer, List<Edit>> farewells = new HashMap<>();

  private List<Edit> farewellOf(Writer writer) {
    return farewells.computeIfAbsent(writer, each -> each.farewell(FAREWELLS));
  }

  private void runCalmly(Map<String, Map<String, String>> atEnd, Path folder) throws Exception {
    var csv = folder.resolve("end.csv");
    Records.write(atEnd, csv);
    stage.feed(CALM, csv);
    stage.awaitQuiet();
    var calmLedger = new Ledger();
    var frontDoor = stage.frontDoor(CALM);
    frontDoor.all("/api/records").forEach(record ->
        calmLedger.imported(record.path("external_id").asString(), record.path("id").asLong(), Map.of()));
    var calmly = new Customer(frontDoor, calmLedger, new Refusals());
    for (var writer : writers) {
      for (var edit : farewellOf(writer)) {
        calmly.perform(edit);
      }
    }
    stage.awaitQuiet();
  }

  private Map<String, Map<String, String>> dataOfLiving() {
    var living = new TreeMap<String, Map<String, String>>();
    ledger.records().forEach((record, held) -> {
      if (!held.deleted) {
        living.put(record, Map.copyOf(held.data));
      }
    });
    return living;
  }

  private Evidence evidence() throws IOException {
    var infrastructure = stage.stack().infrastructure();
    var frontDoor = stage.frontDoor(TENANT);
    var calm = stage.frontDoor(CALM);
    try (var lag = new Lag(infrastructure.broker().bootstrapServers())) {
      return new Evidence(TENANT, CALM, ledger, everHeld, disturb.happened(), new Sql(infrastructure.postgres()),
          new ReadTopics(infrastructure.broker().bootstrapServers(), infrastructure.registry().url()), new HashMap<>(), lag.written(),
          frontDoor.all("/api/records"), RecordReport.of(frontDoor), RecordReport.of(calm), expectedMessages(),
          frontDoor.get("/api/communications/totals"), calm.get("/api/communications/totals"),
          stage.provider().callsByChannel(), stage.provider().log());
    }
  }

  private Map<String, Long> expectedMessages() throws IOException {
    var expected = new TreeMap<String, Long>();
    if (given.expected().isPresent()) {
      JsonMapper.builder().build().readTree(Files.readString(given.expected().get())).path("records")
          .forEachEntry((record, counts) -> expected.put(record, counts.path("messages").asLong()));
    }
    return expected;
  }
}
