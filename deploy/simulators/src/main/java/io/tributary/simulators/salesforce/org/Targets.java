package io.tributary.simulators.salesforce.org;

/**
 * Contacts with activities, spread evenly over all contacts.
 *
 * @param contacts how many contacts there are
 * @param count how many of them are targets
 */
record Targets(long contacts, long count) {

  long contact(long target) {
    return target * contacts / count;
  }

  /** -1 if the contact is none. */
  long target(long contact) {
    if (count == 0) {
      return -1;
    }
    var target = (contact * count + contacts - 1) / contacts;
    return target < count && contact(target) == contact ? target : -1;
  }
}
