package io.tributary.salesforce.retrieval;

import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.contacts.StoreContacts;
import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.RunProgress;
import java.util.List;

/** What all batches of a run have in common. @param fields that are asked for */
record Retrieval(Run run, Salesforce org, List<String> fields, StoreContacts store, RunProgress progress) {

  String select() {
    return "SELECT %s FROM Contact WHERE Id IN ".formatted(String.join(",", fields));
  }

  static String in(List<String> ids) {
    return "('" + String.join("','", ids) + "')";
  }
}
