package io.tributary.salesforce.contacts;

import java.io.IOException;

/** Contacts as they come from Salesforce, one at a time. */
public abstract sealed class ContactRows permits CsvRows, JsonRows {

  /**
   * @param sink gets each row; it may keep nothing of it
   * @throws IOException if they break off
   */
  abstract void forEach(Sink sink) throws IOException;

  /** Takes a row. */
  interface Sink {
    void row(ContactRow row) throws IOException;
  }
}
