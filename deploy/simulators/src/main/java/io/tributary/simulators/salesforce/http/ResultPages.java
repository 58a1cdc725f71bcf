package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages of a job's results, one after the other by locators or five at a time by their addresses. */
final class ResultPages {

  private static final int AT_ONCE = 5;
  private static final int MOST_ROWS = 1_000_000;
  /** Pages are limited by size, so that narrow rows come in large pages: a client that asks for no number gets few of them. */
  private static final int MOST_VALUES = 2_000_000;

  /** A place in the results. */
  private record Place(long from, int rows) {

    String locator() {
      return Base64.getUrlEncoder().withoutPadding().encodeToString((from + "-" + rows).getBytes(StandardCharsets.US_ASCII));
    }

    Place next() {
      return new Place(from + rows, rows);
    }
  }

  private final QueryJob job;
  private final Behaviour behaviour;

  ResultPages(QueryJob job, Behaviour behaviour) {
    this.job = job;
    this.behaviour = behaviour;
  }

  Answer page(Request request) {
    var place = place(request);
    var page = new WriteCsv(job.asked().delimiter(), job.asked().lineEnding()).page(job.found(), place.from(), place.rows());
    var total = job.found().matches().count();
    var body = total == 0 && behaviour.emptyBodyForNoRows() ? new byte[0] : page.csv();
    return new Answer(200, "text/csv; charset=UTF-8", body, Map.of(
        "Sforce-NumberOfRecords", Integer.toString(page.rows()),
        "Sforce-Locator", place.next().from() < total ? place.next().locator() : "null"));
  }

  Answer list(Request request) {
    var total = job.found().matches().count();
    var address = "/services/data/%s/jobs/query/%s/".formatted(job.asked().version(), job.id());
    var pages = new ArrayList<Map<String, String>>();
    var place = place(request);
    do {
      pages.add(Map.of("resultUrl", address + "results?locator=" + place.locator()));
      place = place.next();
    } while (place.from() < total && pages.size() < AT_ONCE);
    var body = new LinkedHashMap<String, Object>();
    body.put("resultPages", List.copyOf(pages));
    if (place.from() < total) {
      body.put("nextRecordsUrl", address + "resultPages?locator=" + place.locator());
    }
    body.put("done", place.from() >= total);
    return Answer.ok(body);
  }

  private Place place(Request request) {
    var rows = rows(request.query().getOrDefault("maxRecords", ""));
    var locator = request.query().get("locator");
    if (locator == null) {
      return new Place(0, rows);
    }
    try {
      var parts = new String(Base64.getUrlDecoder().decode(locator), StandardCharsets.US_ASCII).split("-");
      var from = Long.parseLong(parts[0]);
      if (from < 0 || from > job.found().matches().count()) {
        throw unknownLocator();
      }
      return new Place(from, request.query().containsKey("maxRecords") ? rows : Integer.parseInt(parts[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
      throw unknownLocator();
    }
  }

  private int rows(String maxRecords) {
    return maxRecords.matches("\\d{1,9}")
        ? Math.clamp(Integer.parseInt(maxRecords), 1, MOST_ROWS)
        : Math.min(behaviour.resultRows(), MOST_VALUES / job.found().columns().size());
  }

  private static RuntimeException unknownLocator() {
    return Errors.refused(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
  }
}
