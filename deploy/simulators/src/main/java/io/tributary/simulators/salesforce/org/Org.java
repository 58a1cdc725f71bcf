package io.tributary.simulators.salesforce.org;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The organisation: its objects, and what can happen in it. Nothing is kept but what has been changed. */
public final class Org {

  private final ContactSheet contacts;
  private final Activities tasks;
  private final Activities events;
  private final Set<Long> detached = ConcurrentHashMap.newKeySet();
  private final Map<String, Sheet> sheets = new LinkedHashMap<>();

  public Org(OrgSize size, long seed) {
    this.contacts = new ContactSheet(size, seed);
    this.tasks = new Activities(seed + 1, new Targets(size.contacts(), size.targets()), size.taskRelations(), size.leadRelations());
    this.events = new Activities(seed + 2, new Targets(size.contacts(), size.eventTargets()), size.eventRelations(), 0);
    add(contacts);
    addActivities("Task", "00T", "0RT", tasks);
    addActivities("Event", "00U", "0RE", events);
  }

  private void addActivities(String name, String prefix, String relationPrefix, Activities activities) {
    var activity = new ActivitySheet(name, prefix, activities);
    add(activity);
    add(new RelationSheet(name + "WhoRelation", relationPrefix, activity, activities, false, detached::contains));
    add(new RelationSheet(name + "Relation", relationPrefix, activity, activities, true, detached::contains));
  }

  private void add(Sheet sheet) {
    sheets.put(key(sheet.name()), sheet);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  public @Nullable Sheet sheet(String name) {
    return sheets.get(key(name));
  }

  public Collection<Sheet> sheets() {
    return sheets.values();
  }

  /** How many contacts there are, whatever became of them. */
  public long contacts() {
    return contacts.all().size();
  }

  /** Whether there is such a contact that the user may see, and that is not in the recycle bin. */
  public boolean isLive(String contact) {
    var row = contacts.row(contact);
    return row >= 0 && contacts.isVisible(row, false);
  }

  /** A contact that is gone. */
  public record Deleted(String id, Instant at) {}

  /** The contacts that were deleted then (from, exclusive to), be they in the recycle bin or not. */
  public List<Deleted> deletedBetween(Instant from, Instant to) {
    return LongStream.range(0, contacts())
        .filter(row -> contacts.isGone(row) && !contacts.modstamp(row).isBefore(from) && contacts.modstamp(row).isBefore(to))
        .mapToObj(row -> new Deleted(SalesforceId.of(ContactSheet.PREFIX, row), contacts.modstamp(row)))
        .toList();
  }

  /** @return the id of a new contact without activities */
  public String create(Map<String, @Nullable Object> values, Instant at) {
    return SalesforceId.of(ContactSheet.PREFIX, contacts.create(FieldValues.of(contacts.columns(), values), at));
  }

  /** Gives fields other values; the contact's stamps are that moment then, be it earlier than before. */
  public void modify(String contact, Map<String, @Nullable Object> values, Instant at) {
    var typed = FieldValues.of(contacts.columns(), values);
    contacts.change(row(contact), change -> change.with(typed, at));
  }

  /** Moves it to the recycle bin; its relations to activities end. */
  public void delete(String contact, Instant at) {
    detached.add(row(contact));
    contacts.change(row(contact), change -> change.with(Fate.DELETED, at));
  }

  /** Removes it from the recycle bin too. */
  public void purge(String contact, Instant at) {
    detached.add(row(contact));
    contacts.change(row(contact), change -> change.with(Fate.PURGED, at));
  }

  /** Takes it from the user's sight, or gives it back; its relations stay. */
  public void hide(String contact, boolean hidden, Instant at) {
    contacts.change(row(contact), change -> change.with(hidden ? Fate.HIDDEN : Fate.LIVE, at));
  }

  /** The loser goes to the recycle bin with the winner's id; its activities become the winner's, whose stamps change too. */
  public void merge(String loser, String winner, Instant at) {
    if (row(loser) == row(winner)) {
      throw new IllegalArgumentException("A contact cannot be merged into itself: %s.".formatted(loser));
    }
    tasks.move(row(loser), row(winner));
    events.move(row(loser), row(winner));
    contacts.change(row(loser), change -> change.with(Fate.mergedInto(row(winner)), at));
    contacts.change(row(winner), change -> change.with(Map.of(), at));
  }

  /** @return the id of a new task with that contact, whose own stamps stay as they are */
  public String addTask(String contact, Instant at) {
    return SalesforceId.of("00T", tasks.add(row(contact), at));
  }

  /** @return the id of a new event with that contact, whose own stamps stay as they are */
  public String addEvent(String contact, Instant at) {
    return SalesforceId.of("00U", events.add(row(contact), at));
  }

  /** Takes a field of the contacts away, as an administrator does, or field-level security. */
  public void hideField(String name) {
    contacts.hide(name);
  }

  /** Adds a field to the contacts, or changes the type of one. */
  public void defineField(String name, String type, int length) {
    contacts.define(new Field(name, name, type, length, name.endsWith("__c"), true, null, null));
  }

  private long row(String contact) {
    var row = contacts.row(contact);
    if (row < 0) {
      throw new IllegalArgumentException("There is no contact %s.".formatted(contact));
    }
    return row;
  }
}
