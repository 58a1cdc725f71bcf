package io.tributary.simulators.salesforce.org;

/**
 * How much there is in the organisation.
 *
 * @param contacts all of them
 * @param targets contacts with tasks, spread evenly over all
 * @param taskRelations of contacts to tasks, unevenly over the targets; at least one each
 * @param leadRelations of leads to tasks, among those of the contacts
 * @param eventTargets contacts with events
 * @param eventRelations of contacts to events
 * @param deleted targets in the recycle bin
 * @param merged targets that were merged into another target
 * @param hidden targets that the user may not see
 */
public record OrgSize(
    int contacts, int targets, int taskRelations, int leadRelations, int eventTargets, int eventRelations, int deleted, int merged, int hidden) {

  private static final int MOST = 100_000_000;

  public OrgSize {
    if (contacts < 1 || contacts > MOST || targets < 0 || targets > contacts || eventTargets < 0 || eventTargets > contacts) {
      throw new IllegalArgumentException("There must be 1 to %,d contacts, and no more targets than contacts: %d, %d, %d."
          .formatted(MOST, contacts, targets, eventTargets));
    }
    if (taskRelations < targets || (targets == 0 && taskRelations > 0) || eventRelations < eventTargets || (eventTargets == 0 && eventRelations > 0)
        || leadRelations < 0 || taskRelations + (long) leadRelations > MOST || eventRelations > MOST) {
      throw new IllegalArgumentException("Each target needs at least one relation, and relations need a target: %d of %d, %d of %d, %d of leads."
          .formatted(taskRelations, targets, eventRelations, eventTargets, leadRelations));
    }
    if (deleted < 0 || merged < 0 || hidden < 0 || deleted + 2L * merged + hidden > targets) {
      throw new IllegalArgumentException("Of %d targets %d cannot be deleted, %d merged into others and %d hidden."
          .formatted(targets, deleted, merged, hidden));
    }
  }

  /** A third of the contacts have tasks, a quarter of these events too; some Whos are leads. */
  public static OrgSize of(int contacts) {
    return of(contacts, (contacts + 2) / 3);
  }

  /** Three tasks for each target, events for a quarter of them, a lead for every twentieth. */
  public static OrgSize of(int contacts, int targets) {
    return new OrgSize(contacts, targets, 3 * targets, targets / 20, targets / 4, targets / 2, 0, 0, 0);
  }

  /** As {@link #published} if it has as many contacts, else as {@link #of(int)}. */
  public static OrgSize ofContacts(int contacts) {
    return contacts == published().contacts() ? published() : of(contacts);
  }

  /** 600,000 contacts; 2,392 relations over 817 of them. */
  public static OrgSize published() {
    return new OrgSize(600_000, 817, 2_392, 108, 204, 408, 0, 0, 0);
  }

  public OrgSize withTaskRelations(int taskRelations) {
    return new OrgSize(contacts, targets, taskRelations, leadRelations, eventTargets, eventRelations, deleted, merged, hidden);
  }

  public OrgSize withLeadRelations(int leadRelations) {
    return new OrgSize(contacts, targets, taskRelations, leadRelations, eventTargets, eventRelations, deleted, merged, hidden);
  }

  public OrgSize withEvents(int eventTargets, int eventRelations) {
    return new OrgSize(contacts, targets, taskRelations, leadRelations, eventTargets, eventRelations, deleted, merged, hidden);
  }

  /** Of the targets. */
  public OrgSize withLost(int deleted, int merged, int hidden) {
    return new OrgSize(contacts, targets, taskRelations, leadRelations, eventTargets, eventRelations, deleted, merged, hidden);
  }
}
