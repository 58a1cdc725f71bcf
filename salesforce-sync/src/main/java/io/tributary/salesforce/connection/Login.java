package io.tributary.salesforce.connection;

/** How Salesforce is logged in to. */
public enum Login {
  /** The default: an app's own user, at the organisation's My Domain. */
  CLIENT_CREDENTIALS,
  /** A user vouched for by the app's certificate. */
  JWT_BEARER,
  /** Legacy. Salesforce turns it off everywhere on 20 February 2027. */
  PASSWORD
}
