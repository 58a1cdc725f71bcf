package io.tributary.participants.intake;

import io.tributary.participants.rows.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts aside what a webhook told of people whom no record holds: the topics are not ordered among each other, so their record may have been told of
 * before and not heard of yet. {@link TakeInStrangers} stores them, or lets them go.
 */
final class HoldStrangers {

  static final String REF = "REF";
  static final JsonMapper JSON = new JsonMapper();

  private static final String NEW_IDS = """
      select nextval(pg_get_serial_sequence('waiting_messages', 'id')) from generate_series(1, ?)""";

  private static final String WRITE = """
      insert into waiting_messages (tenant, id, message)
      select * from unnest(?::text[], ?::bigint[], ?::text[])""";

  private static final String WRITE_KEYS = """
      insert into waiting_keys (tenant, kind, value, message_id)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[])""";

  private record Waiting(long id, Observed message) {

    private Stream<KeyOf> keys() {
      var identities = message.people().stream()
          .flatMap(person -> Stream.concat(person.identities().stream(), person.evidence().stream())).distinct()
          .map(identity -> new KeyOf(message.tenant(), identity.kind(), identity.value(), id));
      return Stream.concat(identities, message.refs().stream().map(ref -> new KeyOf(message.tenant(), REF, ref, id)));
    }
  }

  private record KeyOf(String tenant, String kind, String value, long message) {}

  private final DSLContext db;

  HoldStrangers(DSLContext db) {
    this.db = db;
  }

  void hold(List<Observed> strangers) {
    if (strangers.isEmpty()) {
      return;
    }
    var ids = db.fetch(NEW_IDS, strangers.size()).getValues(0, Long.class);
    var waiting = new ArrayList<Waiting>();
    for (int i = 0; i < strangers.size(); i++) {
      waiting.add(new Waiting(ids.get(i), strangers.get(i)));
    }
    db.execute(WRITE, Columns.of(waiting)
        .text(one -> one.message().tenant()).number(Waiting::id).text(one -> JSON.writeValueAsString(one.message())).bindings());
    db.execute(WRITE_KEYS, Columns.of(waiting.stream().flatMap(Waiting::keys).toList())
        .text(KeyOf::tenant).text(KeyOf::kind).text(KeyOf::value).number(KeyOf::message).bindings());
  }
}
