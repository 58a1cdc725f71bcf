package io.tributary.salesforce.client;

import java.net.URI;

/** @param instance where the organisation's API is */
record Token(String value, URI instance) {

  @Override
  public String toString() {
    return "Token for " + instance;
  }
}
