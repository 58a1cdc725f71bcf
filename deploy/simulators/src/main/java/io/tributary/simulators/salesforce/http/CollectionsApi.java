package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.SalesforceId;
import io.tributary.simulators.salesforce.query.Found;
import io.tributary.simulators.salesforce.query.RunSoql;
import io.tributary.simulators.salesforce.soql.Condition;
import io.tributary.simulators.salesforce.soql.Literal;
import io.tributary.simulators.salesforce.soql.Path;
import io.tributary.simulators.salesforce.soql.Soql;
import io.tributary.simulators.salesforce.soql.Soql.Selected;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /composite/sobjects/{object}}: up to 2,000 records by their ids, in the order of these, with null for what is not there. */
final class CollectionsApi {

  private static final int MOST = 2000;

  private record Retrieve(@Nullable List<String> ids, @Nullable List<String> fields) {}

  private final Guard guard;
  private final RunSoql runSoql;

  CollectionsApi(Guard guard, RunSoql runSoql) {
    this.guard = guard;
    this.runSoql = runSoql;
  }

  List<Route> routes() {
    return List.of(
        guard.route("collections", "POST", "/composite/sobjects/{object}", request -> retrieve(request, Json.body(request, Retrieve.class))),
        guard.route("collections", "GET", "/composite/sobjects/{object}", request ->
            retrieve(request, new Retrieve(listed(request.query().get("ids")), listed(request.query().get("fields"))))));
  }

  private static @Nullable List<String> listed(@Nullable String commas) {
    return commas == null ? null : List.of(commas.split(","));
  }

  private Answer retrieve(Request request, Retrieve asked) {
    if (asked.ids() == null || asked.ids().isEmpty() || asked.fields() == null || asked.fields().isEmpty()) {
      throw Errors.refused(400, "MISSING_ARGUMENT", "ids and fields are required");
    }
    if (asked.ids().size() > MOST) {
      throw Errors.refused(400, "EXCEEDED_ID_LIMIT", "record limit reached. cannot submit more than 2000 records in this request");
    }
    var records = records(request.variable("version"), request.variable("object"), asked.ids(), asked.fields());
    return Answer.ok(asked.ids().stream().map(SalesforceId::shortened).map(records::get).toList());
  }

  private Map<String, Map<String, @Nullable Object>> records(String version, String object, List<String> ids, List<String> fields) {
    var id = new Path("Id");
    var wanted = new Condition.In(id, ids.stream().<Literal>map(Literal.Text::new).toList(), false);
    var selected = Stream.concat(Stream.of(id), fields.stream().filter(field -> !field.equalsIgnoreCase("Id")).map(Path::new))
        .map(path -> new Selected(path, null)).toList();
    var found = (Found.Listed) runSoql.run(new Soql(selected, object, wanted, List.of(), null, List.of(), -1, 0), false);
    var records = new HashMap<String, Map<String, @Nullable Object>>();
    found.matches().read(0, found.matches().count(), row -> {
      var record = RecordJson.of(version, found, row);
      records.put(SalesforceId.shortened(String.valueOf(record.get("Id"))), record);
    });
    return records;
  }
}
