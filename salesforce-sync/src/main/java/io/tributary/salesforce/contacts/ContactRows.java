package io.tributary.salesforce.contacts;

import java.io.IOException;

/** Contacts as they come from Salesforce, one at a time. */
public interface ContactRows {

  /**
   * @param sink gets each row; it may keep nothing of it
   * @throws IOException if they break off
   */
  void forEach(Sink sink) throws IOException;

  /** Takes a row: a value for each field of the plan, in its order; null and empty are the same. */
  interface Sink {
    void row(String[] values) throws IOException;
  }
}
