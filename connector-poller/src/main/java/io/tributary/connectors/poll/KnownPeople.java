package io.tributary.connectors.poll;

import static io.tributary.connectors.jooq.Tables.PEOPLE;
import static org.jooq.impl.DSL.excluded;

import io.tributary.connectors.ConnectionKey;
import io.tributary.service.database.Database;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.impl.DSL;

/** Looks up who person ids stand for, and remembers it for a week: look-ups cost calls. */
public record KnownPeople(Database database, ConnectionKey key) {

  /**
   * By id, all of them.
   *
   * @param ask the provider, one call each, for those that are not known
   */
  public Map<String, Person> of(Collection<String> ids, Function<String, Person> ask) {
    var people = new HashMap<String, Person>();
    if (ids.isEmpty()) {
      return people;
    }
    remembered(ids).forEach(people::put);
    for (var id : new TreeSet<>(ids)) {
      people.computeIfAbsent(id, unknown -> remember(ask.apply(unknown)));
    }
    return people;
  }

  /** By id, all of them, those that are not remembered as {@code otherwise} says. Asks nobody, remembers nothing. */
  public Map<String, Person> among(Collection<String> ids, Function<String, Person> otherwise) {
    var people = new HashMap<String, Person>();
    if (!ids.isEmpty()) {
      remembered(ids).forEach(people::put);
      ids.forEach(id -> people.computeIfAbsent(id, otherwise));
    }
    return people;
  }

  private Map<String, Person> remembered(Collection<String> ids) {
    return database.asWorker(db -> db.select(PEOPLE.PERSON, PEOPLE.NAME, PEOPLE.EMAIL)
        .from(PEOPLE)
        .where(PEOPLE.TENANT.eq(key.tenant())).and(PEOPLE.SOURCE.eq(key.source().name())).and(PEOPLE.WORKSPACE.eq(key.workspace()))
        .and(PEOPLE.PERSON.eq(DSL.any(ids.toArray(String[]::new))))
        .and(PEOPLE.READ_AT.gt(DSL.field("clock_timestamp() - interval '7 days'", OffsetDateTime.class)))
        .fetchMap(PEOPLE.PERSON, row -> new Person(row.value1(), row.value2(), row.value3())));
  }

  private Person remember(Person person) {
    database.runAsWorker(db -> db.insertInto(PEOPLE)
        .set(PEOPLE.TENANT, key.tenant())
        .set(PEOPLE.SOURCE, key.source().name())
        .set(PEOPLE.WORKSPACE, key.workspace())
        .set(PEOPLE.PERSON, person.id())
        .set(PEOPLE.NAME, person.name())
        .set(PEOPLE.EMAIL, person.email())
        .onConflict(PEOPLE.TENANT, PEOPLE.SOURCE, PEOPLE.WORKSPACE, PEOPLE.PERSON)
        .doUpdate()
        .set(PEOPLE.NAME, excluded(PEOPLE.NAME))
        .set(PEOPLE.EMAIL, excluded(PEOPLE.EMAIL))
        .set(PEOPLE.READ_AT, DSL.field("clock_timestamp()", OffsetDateTime.class))
        .execute());
    return person;
  }
}
