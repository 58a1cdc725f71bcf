package io.tributary.salesforce.failure;

/** What a failed call means for the run that made it. */
public enum SalesforceFailure {

  /** May work when it is tried again later; the client has tried a few times. */
  OUTAGE,
  /** The credentials are refused: nothing works until a person changes them. */
  LOGIN,
  /** The organisation's limit, or this run's share of it, is used up. */
  LIMIT,
  /** A field that is not there, or not for this user. */
  UNKNOWN_FIELD,
  /** An object that is not there, or not for this user or this interface. */
  UNKNOWN_OBJECT,
  /** The query, the job or the page is gone. */
  GONE,
  /** Too much was asked for at once. */
  TOO_MUCH,
  /** The user lacks a permission, or the organisation lacks a feature. */
  FORBIDDEN,
  /** Anything else that is refused: trying again does not help. */
  REFUSED
}
