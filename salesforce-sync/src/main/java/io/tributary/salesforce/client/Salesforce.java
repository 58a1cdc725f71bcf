package io.tributary.salesforce.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.salesforce.client.CallSalesforce.Answer;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One organisation, as one run sees it. Every method may throw {@link SalesforceFailed}; calls that fail in passing were tried again. */
public final class Salesforce {

  private final CallSalesforce calls;
  private final CallBudget budget;
  private final JsonMapper json;
  private final ReadQueryPage pages;
  private final ClientSettings settings;
  private final String root;
  private final @Nullable String warning;
  private volatile @Nullable Instant clock;

  Salesforce(CallSalesforce calls, CallBudget budget, JsonMapper json, ClientSettings settings, @Nullable String warning) {
    this.calls = calls;
    this.budget = budget;
    this.json = json;
    this.pages = new ReadQueryPage(json);
    this.settings = settings;
    this.root = "/services/data/v" + settings.version();
    this.warning = warning;
  }

  /** What the organisation has left; the budget learns of it. Needs the permission View Setup and Configuration. */
  public Limits limits() {
    var limits = Limits.of(get(root + "/limits"));
    if (limits.calls().isKnown()) {
      budget.learn(limits.calls().used(), limits.calls().max());
    }
    return limits;
  }

  public JsonNode describe(String object) {
    return get(root + "/sobjects/" + object + "/describe");
  }

  /** The first page. What comes behind it is known when it was read whole: a first page that breaks off is asked for by another query, whose pages are others. */
  public QueryPage query(String soql) {
    return next(root + "/query?q=" + URLEncoder.encode(soql, UTF_8), _ -> {});
  }

  /** As {@link #query}, with what is deleted. */
  public QueryPage queryAll(String soql) {
    return next(root + "/queryAll?q=" + URLEncoder.encode(soql, UTF_8), _ -> {});
  }

  /**
   * @param path {@link QueryPage#next} of the page before
   * @param begun gets the path of the page behind this one while this one is being read; again if reading it begins again
   */
  public QueryPage next(String path, Consumer<String> begun) {
    return get(path, answer -> pages.read(answer, begun));
  }

  /** Rows of a query with what is deleted, undecoded: an object with {@code records}. */
  public InputStream rows(String soql) {
    return calls.call(root + "/queryAll?q=" + URLEncoder.encode(soql, UTF_8), request -> request.header("Accept", "application/json")).stream();
  }

  /** The contacts, undecoded: an array in the order of the ids, null for each that is not visible. One call. */
  public InputStream contacts(List<String> ids, List<String> fields) {
    var body = BodyPublishers.ofString(write(Map.of("ids", ids, "fields", fields)));
    return calls.call(root + "/composite/sobjects/Contact",
        request -> request.header("Accept", "application/json").header("Content-Type", "application/json").POST(body)).stream();
  }

  public BulkJob createJob(String soql) {
    var body = BodyPublishers.ofString(write(Map.of(
        "operation", "queryAll", "query", soql, "contentType", "CSV", "columnDelimiter", "COMMA", "lineEnding", "LF")));
    return BulkJob.of(read(calls.call(root + "/jobs/query",
        request -> request.header("Accept", "application/json").header("Content-Type", "application/json").POST(body))));
  }

  public BulkJob job(String id) {
    return BulkJob.of(get(root + "/jobs/query/" + id));
  }

  /** @param locator of the page; null for the first */
  public ResultPage results(String job, @Nullable String locator, int mostRows) {
    return results("%s/jobs/query/%s/results?maxRecords=%d%s".formatted(
        root, job, mostRows, locator == null ? "" : "&locator=" + URLEncoder.encode(locator, UTF_8)));
  }

  /** @param path as {@link #resultPages} gives it */
  public ResultPage results(String path) {
    var answer = calls.call(path, request -> request.header("Accept", "text/csv"));
    var locator = answer.header("Sforce-Locator");
    var rows = answer.header("Sforce-NumberOfRecords");
    return new ResultPage(answer.stream(), rows.isEmpty() ? -1 : Long.parseLong(rows), locator.isEmpty() || locator.equals("null") ? null : locator);
  }

  /** Where all pages of a complete job are, to be read side by side. */
  public List<String> resultPages(String job) {
    var pages = new ArrayList<String>();
    for (var path = "%s/jobs/query/%s/resultPages".formatted(root, job); path != null; ) {
      var answer = get(path);
      answer.path("resultPages").forEach(page -> pages.add(page.path("resultUrl").asString()));
      path = answer.path("done").asBoolean(true) ? null : answer.path("nextRecordsUrl").asString(null);
    }
    return pages;
  }

  /** Salesforce's time at the last answer that was read whole; null before the first. */
  public @Nullable Instant clock() {
    return clock;
  }

  public CallBudget budget() {
    return budget;
  }

  /** What a person should know about the way of logging in; null if nothing. */
  public @Nullable String warning() {
    return warning;
  }

  public ClientSettings settings() {
    return settings;
  }

  private JsonNode get(String path) {
    return get(path, json::readTree);
  }

  private <T> T get(String path, ReadBody<T> reader) {
    return new Attempts(settings).until(() -> read(calls.call(path, request -> request.header("Accept", "application/json")), reader));
  }

  private JsonNode read(Answer answer) {
    try {
      return read(answer, json::readTree);
    } catch (IOException e) {
      throw new SalesforceFailed(SalesforceFailure.OUTAGE, "An answer of Salesforce broke off: " + e.getMessage(), e);
    }
  }

  private interface ReadBody<T> {
    T read(InputStream body) throws IOException;
  }

  private <T> T read(Answer answer, ReadBody<T> reader) throws IOException {
    try (answer) {
      var body = reader.read(answer.stream());
      var date = answer.header("Date");
      if (!date.isEmpty()) {
        clock = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      }
      return body;
    } catch (JacksonException e) {
      throw new IOException("an answer is not JSON, or broke off", e);
    }
  }

  private String write(Object body) {
    return json.writeValueAsString(body);
  }
}
