package io.tributary.salesforce.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a record is told of a contact.
 *
 * @param pipeline of the record
 * @param fields the record's field → the Salesforce field, or several with commas between, of which the first that is filled counts
 */
public record RecordMapping(String pipeline, Map<String, String> fields) {

  /** Where its fields are kept. One that the organisation does not have is left out. */
  public RecordFields in(FieldPlan plan) {
    var known = new HashMap<String, SelectedField>();
    plan.fields().forEach(field -> known.put(field.name(), field));
    var found = new TreeMap<String, List<String>>();
    fields.forEach((name, sources) -> {
      var places = new ArrayList<String>();
      for (var source : sources.split(",")) {
        var field = known.get(source.strip());
        if (field != null) {
          places.add(RecordFields.place(field));
        }
      }
      if (!places.isEmpty()) {
        found.put(name, places);
      }
    });
    return new RecordFields(found);
  }
}
