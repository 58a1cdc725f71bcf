package io.tributary.salesforce.runs;

/** How contacts are retrieved. */
public enum Via {
  /** By sObject Collections up to a threshold, else by Bulk 2.0. */
  AUTO,
  BULK,
  COLLECTIONS
}
