package io.tributary.participants.intake;

import io.tributary.participants.intake.StoredParticipants.Alias;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * Who is the same by what a batch says, and whose each alias is by what is stored.
 *
 * @param all aliases that observations name together, in groups
 * @param stored the participants of those that are stored
 */
record AliasGroups(Collection<List<Alias>> all, Map<Alias, Long> stored) {

  private static final String FIND = """
      select a.tenant, a.channel, a.kind, a.value, a.participant_id
      from participant_aliases a
      join unnest(?::text[], ?::text[], ?::text[], ?::text[]) as x (tenant, channel, kind, value) using (tenant, channel, kind, value)""";

  static AliasGroups read(DSLContext db, List<Observed> observed) {
    var groups = new Groups<Alias>();
    observed.forEach(message -> message.people().forEach(person -> groups.together(Alias.of(message, person))));
    var all = groups.all();
    var stored = new HashMap<Alias, Long>();
    db.fetch(FIND, Columns.of(all.stream().flatMap(List::stream).sorted().toList())
            .text(Alias::tenant).text(Alias::channel).text(Alias::kind).text(Alias::value).bindings())
        .forEach(row -> stored.put(
            new Alias(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class), row.get(3, String.class)),
            row.get(4, Long.class)));
    return new AliasGroups(all, stored);
  }

  /** Aliases of those who are not one stored participant under all of theirs: to store them makes one, or joins some. */
  Stream<Alias> unsettled() {
    return all.stream().filter(group -> !isSettled(group)).flatMap(List::stream);
  }

  /** The participants that a group leads to, without doubles. */
  List<Long> participants(List<Alias> group) {
    return group.stream().map(stored::get).filter(Objects::nonNull).distinct().toList();
  }

  private boolean isSettled(List<Alias> group) {
    return stored.keySet().containsAll(group) && participants(group).size() == 1;
  }
}
