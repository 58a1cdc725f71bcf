package io.tributary.salesforce.runs;

/** What a run asks for. */
public enum RunKind {
  /** All contacts with activities. */
  FULL,
  /** Those of them that changed, and those that got an activity, since a moment. */
  INCREMENTAL
}
