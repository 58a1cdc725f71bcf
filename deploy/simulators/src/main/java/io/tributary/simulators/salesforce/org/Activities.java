package io.tributary.simulators.salesforce.org;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in which task (or event). Of five relations the last two share an activity. The last relations hold each target once, those
 * before them are uneven over the targets: who misses the last page misses targets.
 *
 * <p>A Who is a number: of a contact from 0 upwards, of a lead from -1 downwards.
 */
final class Activities {

  private static final long STREAM = 5000;
  private static final long LEADS_FROM = 1L << 30;

  /** One that was added since the start. */
  record Added(long who, Instant at) {}

  private final long seed;
  private final Targets targets;
  private final long ofContacts;
  private final long ofLeads;
  private final List<Added> added = new CopyOnWriteArrayList<>();
  private final Map<Long, Long> moved = new ConcurrentHashMap<>();
  private final Map<Long, Instant> touched = new ConcurrentHashMap<>();
  private volatile long @Nullable [] byWho;

  Activities(long seed, Targets targets, long ofContacts, long ofLeads) {
    this.seed = seed;
    this.targets = targets;
    this.ofContacts = ofContacts;
    this.ofLeads = ofLeads;
  }

  private long generated() {
    return ofContacts + ofLeads;
  }

  private long generatedActivities() {
    return generated() / 5 * 4 + Math.min(generated() % 5, 4);
  }

  long relations() {
    return generated() + added.size();
  }

  long activities() {
    return generatedActivities() + added.size();
  }

  long activity(long relation) {
    return relation >= generated() ? generatedActivities() + relation - generated() : relation / 5 * 4 + Math.min(relation % 5, 3);
  }

  /** Whose activity it is in the first place. */
  long firstRelation(long activity) {
    return activity >= generatedActivities() ? generated() + activity - generatedActivities() : activity / 4 * 5 + activity % 4;
  }

  long who(long relation) {
    var who = relation >= generated() ? added.get((int) (relation - generated())).who() : generatedWho(relation);
    return moved.isEmpty() ? who : moved.getOrDefault(who, who);
  }

  private long generatedWho(long relation) {
    var leadsBefore = relation * ofLeads / generated();
    if ((relation + 1) * ofLeads / generated() > leadsBefore) {
      return -1 - leadsBefore;
    }
    var nth = relation - leadsBefore;
    var lastOnes = ofContacts - targets.count();
    var fraction = Chance.fraction(Chance.bits(seed, STREAM, relation));
    return targets.contact(nth >= lastOnes ? nth - lastOnes : (long) (targets.count() * fraction * fraction));
  }

  Instant at(long activity) {
    var touch = touched.isEmpty() ? null : touched.get(activity);
    if (touch != null) {
      return touch;
    }
    return activity >= generatedActivities()
        ? added.get((int) (activity - generatedActivities())).at()
        : ContactValues.NEWEST.minusSeconds(Chance.below(2L * 365 * 24 * 3600, Chance.bits(seed, STREAM + 1, activity)));
  }

  long bits(long activity) {
    return Chance.bits(seed, STREAM + 2, activity);
  }

  /** Adds an activity with that contact. */
  synchronized long add(long who, Instant at) {
    added.add(new Added(who, at));
    byWho = null;
    return activities() - 1;
  }

  synchronized void touch(long activity, Instant at) {
    touched.put(activity, at);
  }

  /** From now on what was the first's is the second's. */
  synchronized void move(long from, long to) {
    moved.replaceAll((key, target) -> target == from ? to : target);
    moved.put(from, to);
    byWho = null;
  }

  static String whoId(long who) {
    return who >= 0 ? SalesforceId.of(ContactSheet.PREFIX, who) : SalesforceId.of("00Q", -1 - who);
  }

  /** Relations by the ids of their Whos, from the first whose id is that or comes after it. */
  Rows fromWho(String id) {
    var sorted = byWho();
    var from = position(sorted, firstKey(id));
    return new Rows(sorted.length - from, position -> sorted[(int) position + from] & 0xFFFF_FFFFL);
  }

  Rows ofWho(String id) {
    var contact = SalesforceId.number(ContactSheet.PREFIX, id);
    var lead = SalesforceId.number("00Q", id);
    if (contact < 0 && lead < 0) {
      return Rows.first(0);
    }
    var key = (contact >= 0 ? contact : LEADS_FROM + lead) << 32;
    var sorted = byWho();
    var from = position(sorted, key);
    var to = position(sorted, key + (1L << 32));
    return new Rows(to - from, position -> sorted[(int) position + from] & 0xFFFF_FFFFL);
  }

  private static long firstKey(String id) {
    var contact = SalesforceId.number(ContactSheet.PREFIX, id);
    var lead = SalesforceId.number("00Q", id);
    return contact >= 0 ? contact << 32 : lead >= 0 ? (LEADS_FROM + lead) << 32 : 0;
  }

  private static int position(long[] sorted, long key) {
    var found = Arrays.binarySearch(sorted, key);
    return found >= 0 ? found : -1 - found;
  }

  /** Eight bytes a relation, made when first asked for. */
  private synchronized long[] byWho() {
    var known = byWho;
    if (known == null) {
      known = new long[(int) relations()];
      for (int relation = 0; relation < known.length; relation++) {
        var who = who(relation);
        known[relation] = (who >= 0 ? who : LEADS_FROM - 1 - who) << 32 | relation;
      }
      Arrays.parallelSort(known);
      byWho = known;
    }
    return known;
  }
}
