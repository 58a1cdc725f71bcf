package io.tributary.salesforce.contacts;

/**
 * What a page did. Contacts that were not asked for, or came before, take no part.
 *
 * @param rows that came, as Salesforce counts them
 * @param live contacts that are there
 * @param deleted contacts that are deleted at Salesforce
 * @param merged contacts that were merged into another
 * @param added contacts that were not stored before
 * @param changed contacts that were stored otherwise
 * @param unchanged contacts that were stored so already, or newer
 * @param rejected values that had not the form of their type and are stored as null
 */
public record PageCounts(long rows, int live, int deleted, int merged, int added, int changed, int unchanged, int rejected) {

  /** Contacts that came, live or not. */
  public long retrieved() {
    return (long) live + deleted + merged;
  }
}
