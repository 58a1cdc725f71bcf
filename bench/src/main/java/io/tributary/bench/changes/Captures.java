package io.tributary.bench.changes;

import static org.jooq.impl.DSL.field;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.floor.ForwardRows;
import io.tributary.events.Channel;
import io.tributary.events.Topics;
import io.tributary.local.kafka.CreateTopics;
import io.tributary.local.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;

/**
 * record-service and the no-op handler, both running for the whole scenario, warm. Each captures a table of its own in the same
 * database, through a slot and a publication of its own: what is written to one is none of the other's business.
 */
final class Captures implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final int PARTITIONS = 6;
  private static final String FLOOR_TABLE = ForwardRows.NAME + ".records";

  private final BenchStack stack;
  private final ChildProcess floorProcess;
  private final Side ours;
  private final Side floor;

  private Captures(BenchStack stack, ChildProcess floorProcess, long pipeline) {
    this.stack = stack;
    this.floorProcess = floorProcess;
    this.ours = new Side("ours", "public.records", pipeline, topicOf(Channel.EMAIL), Map.of(
        Topics.RECORD_STATES.name(), 1.0,
        topicOf(Channel.EMAIL), 1.0,
        topicOf(Channel.WHATSAPP), Rows.WITH_PHONE,
        topicOf(Channel.LINKEDIN), Rows.WITH_PROFILE));
    this.floor = new Side("floor", FLOOR_TABLE, pipeline, ForwardRows.TOPIC, Map.of(ForwardRows.TOPIC, 1.0));
  }

  static Captures start(BenchStack stack) {
    stack.startServices(List.of("record-service"));
    var pipeline = Contacts.pipeline(stack).id();
    try (var sql = stack.sql("records")) {
      makeFloorTable(sql);
      makeFloorTopic(stack);
      var process = stack.startFloor(ForwardRows.class, Map.of(
          "DATABASE_URL", stack.jdbcUrl("records"), "KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers()));
      process.awaitReady(() -> isCapturing(sql), READY_WITHIN);
      return new Captures(stack, process, pipeline);
    }
  }

  Side ours() {
    return ours;
  }

  Side floor() {
    return floor;
  }

  CloseableDSLContext sql() {
    return stack.sql("records");
  }

  /** The floor first: it begins each round. */
  List<Side> inTurns() {
    return List.of(floor, ours);
  }

  @Override
  public void close() {
    stack.stop(floorProcess);
    stack.stopServices();
    try (var sql = sql()) {
      sql.execute("select pg_drop_replication_slot(?)", ForwardRows.NAME);
    }
  }

  /** As the table of records: the same columns, indexes, trigger and replica identity. */
  private static void makeFloorTable(DSLContext sql) {
    for (var statement : """
        drop schema if exists %1$s cascade;
        drop publication if exists %1$s;
        create schema %1$s;
        create table %1$s.records (like public.records including all);
        create trigger raise_record_version before update on %1$s.records for each row execute function raise_record_version();
        alter table %1$s.records replica identity full;
        grant usage on schema %1$s to records_cdc;
        grant select on %1$s.records to records_cdc;
        create publication %1$s for table %1$s.records;
        select pg_create_logical_replication_slot('%1$s', 'pgoutput');
        """.formatted(ForwardRows.NAME).split(";\\s*")) {
      sql.execute(statement);
    }
  }

  /** As the topics that record-service writes to. */
  private static void makeFloorTopic(BenchStack stack) {
    CreateTopics.on(stack.bootstrapServers(), List.of(
        new NewTopic(ForwardRows.TOPIC, Optional.of(PARTITIONS), Optional.empty()).configs(Map.of("cleanup.policy", "compact"))));
  }

  private static boolean isCapturing(DSLContext sql) {
    return sql.fetchSingle("select active from pg_replication_slots where slot_name = ?", ForwardRows.NAME).get(field("active", Boolean.class));
  }

  private static String topicOf(Channel channel) {
    return Objects.requireNonNull(Topics.IDENTIFIER_CHANGES.get(channel)).name();
  }
}
