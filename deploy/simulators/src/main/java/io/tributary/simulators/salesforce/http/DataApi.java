package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.Field;
import io.tributary.simulators.salesforce.org.Org;
import io.tributary.simulators.salesforce.org.Sheet;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Versions, limits, objects and their fields. */
final class DataApi {

  private static final int OLDEST = 31;
  private static final int NEWEST = 67;
  private static final long STORAGE_MB = 976_562;

  private final Guard guard;
  private final Org org;
  private final Quota quota;
  private final Supplier<Behaviour> behaviour;

  DataApi(Guard guard, Org org, Quota quota, Supplier<Behaviour> behaviour) {
    this.guard = guard;
    this.org = org;
    this.quota = quota;
    this.behaviour = behaviour;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/services/data", _ -> Answer.ok(versions())).countedAs(_ -> "versions"),
        guard.route("resources", "GET", "", _ -> Answer.ok(Map.of())),
        guard.route("limits", "GET", "/limits", _ -> Answer.ok(limits())),
        guard.route("describe", "GET", "/sobjects", _ -> Answer.ok(Map.of("sobjects", objects()))),
        guard.route("describe", "GET", "/sobjects/{object}/describe", this::describe),
        guard.route("deleted", "GET", "/sobjects/{object}/deleted", new ListDeleted(org)::answer));
  }

  private static List<Map<String, String>> versions() {
    return IntStream.rangeClosed(OLDEST, NEWEST)
        .mapToObj(version -> Map.of("version", version + ".0", "label", "Version " + version, "url", "/services/data/v" + version + ".0"))
        .toList();
  }

  private Map<String, Map<String, Long>> limits() {
    return Map.of(
        "DailyApiRequests", Map.of("Max", behaviour.get().dailyApiRequests(), "Remaining", quota.callsLeft()),
        "DailyBulkV2QueryJobs", Map.of("Max", behaviour.get().dailyQueryJobs(), "Remaining", quota.jobsLeft()),
        "DailyBulkV2QueryFileStorageMB", Map.of("Max", STORAGE_MB, "Remaining", STORAGE_MB));
  }

  private List<Map<String, Object>> objects() {
    return org.sheets().stream().filter(this::isThere).map(DataApi::summary).toList();
  }

  private boolean isThere(Sheet sheet) {
    return behaviour.get().sharedActivities() || !sheet.name().endsWith("WhoRelation");
  }

  private static Map<String, Object> summary(Sheet sheet) {
    var summary = new LinkedHashMap<String, Object>();
    summary.put("name", sheet.name());
    summary.put("label", sheet.name());
    summary.put("keyPrefix", sheet.prefix());
    summary.put("custom", false);
    summary.put("queryable", true);
    summary.put("retrieveable", true);
    return summary;
  }

  private Answer describe(Request request) {
    var sheet = org.sheet(request.variable("object"));
    if (sheet == null || !isThere(sheet)) {
      throw Errors.notFound();
    }
    var described = summary(sheet);
    described.put("fields", sheet.columns().own().stream().map(column -> field(column.field())).toList());
    return Answer.ok(described);
  }

  private static Map<String, @Nullable Object> field(Field field) {
    var described = new LinkedHashMap<String, @Nullable Object>();
    described.put("name", field.name());
    described.put("label", field.label());
    described.put("type", field.type());
    described.put("soapType", soapType(field));
    described.put("length", field.length());
    described.put("byteLength", 3 * field.length());
    described.put("precision", field.type().equals("double") || field.type().equals("currency") ? 18 : 0);
    described.put("scale", field.type().equals("double") ? 15 : field.type().equals("currency") ? 2 : 0);
    described.put("digits", 0);
    described.put("nillable", field.nillable());
    described.put("custom", field.custom());
    described.put("calculated", field.length() == 1300);
    described.put("filterable", field.isFilterable());
    described.put("groupable", field.isFilterable() && !field.type().equals("datetime") && !field.type().equals("double"));
    described.put("sortable", field.isFilterable());
    described.put("externalId", field.name().equals("NPI__c") || field.name().equals("External_Id__c"));
    described.put("idLookup", field.type().equals("id"));
    described.put("unique", false);
    described.put("nameField", field.name().equals("Name"));
    described.put("compoundFieldName", field.compound());
    described.put("referenceTo", field.reference() == null ? List.of() : List.of(field.reference()));
    described.put("relationshipName", relationship(field));
    described.put("picklistValues", List.of());
    described.put("deprecatedAndHidden", false);
    return described;
  }

  private static @Nullable String relationship(Field field) {
    return field.reference() != null && field.name().endsWith("Id") ? field.name().substring(0, field.name().length() - 2) : null;
  }

  private static String soapType(Field field) {
    return switch (field.type()) {
      case "id", "reference" -> "tns:ID";
      case "boolean" -> "xsd:boolean";
      case "date" -> "xsd:date";
      case "datetime" -> "xsd:dateTime";
      case "double", "currency", "percent" -> "xsd:double";
      case "int" -> "xsd:int";
      case "address" -> "urn:address";
      default -> "xsd:string";
    };
  }
}
