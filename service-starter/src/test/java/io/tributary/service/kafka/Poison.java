package io.tributary.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.service.registry.AvroValues;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that no retry helps.
 *
 * @param key null for a record without one
 * @param refusal the statement with which its batch fails in the database; empty where it does not come so far
 * @param type of the failure, as its dead letter names it
 * @param reason what the letter has to say
 */
record Poison(String name, @Nullable String key, byte[] value, String refusal, String type, String reason) {

  /** One of each kind. @param good the value of an event that could be stored */
  static List<Poison> kinds(AvroValues values, byte[] good) {
    return List.of(
        unreadable("no bytes", new byte[0], "0 bytes"),
        unreadable("too few bytes", new byte[] {0, 0, 7}, "3 bytes"),
        unreadable("not the wire format", "{\"tenant\": \"acme\"}".getBytes(UTF_8), "begins with byte 123 instead of 0"),
        unreadable("an unknown schema", new byte[] {0, 0x7f, 0, 0, 1, 42}, "knows no schema 2130706433"),
        unreadable("the schema of another topic", values.encode(Topics.EMAIL_SYNC_REQUESTS.name() + "-value", request()),
            "is a io.tributary.events.SyncRequested"),
        unreadable("cut off", Arrays.copyOf(good, good.length / 2), "not what their schema says"),
        unreadable("too long", Arrays.copyOf(good, good.length + 1), "goes on after its last field"),
        unreadable("not Avro", withBody(good, -1, -1, -1, -1), "not what their schema says"),
        // As Avro writes the number 2^31 - 9: so many bytes are to be made room for.
        unreadable("a string of two gigabytes", withBody(good, -18, -1, -1, -1, 15), "not what their schema says"),
        new Poison("no key", null, good, "", "UnprocessableEvent", "no key"),
        new Poison("an empty key", "", good, "", "UnprocessableEvent", "no key"),
        refused("22P02", good, "select 'ann@example.org'::int"),
        refused("22021", good, "select convert_from('\\xff', 'UTF8')"),
        refused("22003", good, "select 3000000000::int"),
        refused("23502", good, "insert into things (tenant) values ('acme')"),
        refused("23505", good, "insert into things (tenant, name) values ('acme', 'twin'), ('acme', 'twin')"));
  }

  private static Poison unreadable(String name, byte[] value, String reason) {
    return new Poison(name, Upserts.key("poison " + name), value, "", "BadEvent", reason);
  }

  /** The database itself refuses, with this SQLSTATE. */
  private static Poison refused(String state, byte[] good, String refusal) {
    return new Poison(state, Upserts.key("poison " + state), good, refusal, "PSQLException", "SQLSTATE " + state);
  }

  private static byte[] withBody(byte[] good, int... body) {
    var bytes = ByteBuffer.allocate(5 + body.length).put(good, 0, 5);
    Arrays.stream(body).forEach(each -> bytes.put((byte) each));
    return bytes.array();
  }

  private static SyncRequested request() {
    return SyncRequested.newBuilder().setTenant("acme").setRecordId(66).setRequestId("r1").setReason(SyncReason.MANUAL)
        .setRequestedAt(Instant.parse("2026-11-21T10:15:30Z")).build();
  }

  @Override
  public String toString() {
    return name;
  }
}
