package io.tributary.simulators.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a simulator as clients do. */
final class Client {

  static final String DATA = "/services/data/v65.0";

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private String token;

  private Client(URI uri) {
    this.uri = uri;
    this.token = "none";
  }

  static Client of(SalesforceSimulator simulator) {
    var client = new Client(simulator.baseUrl());
    client.logIn();
    return client;
  }

  void logIn() {
    token = token("grant_type", "client_credentials", "client_id", "cid", "client_secret", "sec").path("access_token").asString();
  }

  JsonNode token(String... form) {
    var pairs = new ArrayList<String>();
    for (int i = 0; i < form.length; i += 2) {
      pairs.add(form[i] + "=" + URLEncoder.encode(form[i + 1], UTF_8));
    }
    return json(send("POST", "/services/oauth2/token", String.join("&", pairs)));
  }

  HttpResponse<byte[]> send(String method, String path, String body, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(uri + path)).method(method, BodyPublishers.ofString(body))
        .header("Authorization", "Bearer " + token);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  /** The body of a call that must succeed. */
  JsonNode get(String path) {
    var response = send("GET", path, "");
    if (response.statusCode() != 200) {
      throw new AssertionError("%s: %d %s".formatted(path, response.statusCode(), new String(response.body(), UTF_8)));
    }
    return json(response);
  }

  void control(String path, String body) {
    var response = send("POST", "/_control" + path, body);
    if (response.statusCode() >= 300) {
      throw new AssertionError("%s: %d %s".formatted(path, response.statusCode(), new String(response.body(), UTF_8)));
    }
  }

  static String queryPath(String soql) {
    return DATA + "/query?q=" + URLEncoder.encode(soql, UTF_8);
  }

  /** The error code of a query that must be refused with 400. */
  String refusal(String soql) {
    var response = send("GET", queryPath(soql), "");
    if (response.statusCode() != 400) {
      throw new AssertionError("%s: %d %s".formatted(soql, response.statusCode(), new String(response.body(), UTF_8)));
    }
    return code(response);
  }

  static String code(HttpResponse<byte[]> response) {
    return json(response).path(0).path("errorCode").asString();
  }

  /** All records, page by page; their number is what the first page said. */
  List<JsonNode> query(String soql) {
    return walk(get(queryPath(soql)));
  }

  List<JsonNode> queryAll(String soql) {
    return walk(get(DATA + "/queryAll?q=" + URLEncoder.encode(soql, UTF_8)));
  }

  private List<JsonNode> walk(JsonNode first) {
    var records = new ArrayList<JsonNode>();
    var page = first;
    page.path("records").forEach(records::add);
    while (!page.path("done").asBoolean()) {
      page = get(page.path("nextRecordsUrl").asString());
      page.path("records").forEach(records::add);
    }
    if (records.size() != first.path("totalSize").asInt()) {
      throw new AssertionError("%d records, totalSize %s".formatted(records.size(), first.path("totalSize")));
    }
    return records;
  }

  List<String> ids(String soql, String field) {
    return query(soql).stream().map(record -> record.path(field).asString()).toList();
  }

  /** The id of a new job. */
  String job(String operation, String soql) {
    var response = send("POST", DATA + "/jobs/query", JsonMapper.shared().writeValueAsString(Map.of("operation", operation, "query", soql)));
    if (response.statusCode() != 200) {
      throw new AssertionError("%s: %d %s".formatted(soql, response.statusCode(), new String(response.body(), UTF_8)));
    }
    return json(response).path("id").asString();
  }

  /** Looks until the job has ended. */
  JsonNode ended(String job) {
    JsonNode seen;
    do {
      seen = get(DATA + "/jobs/query/" + job);
    } while (List.of("UploadComplete", "InProgress").contains(seen.path("state").asString()));
    return seen;
  }

  /** All rows of all pages. */
  List<Map<String, String>> rows(String job, String parameters) {
    var rows = new ArrayList<Map<String, String>>();
    var locator = "";
    while (!locator.equals("null")) {
      var page = send("GET", DATA + "/jobs/query/" + job + "/results?" + parameters + (locator.isEmpty() ? "" : "&locator=" + locator), "");
      var read = csv(page.body());
      if (read.size() != Integer.parseInt(page.headers().firstValue("Sforce-NumberOfRecords").orElseThrow())) {
        throw new AssertionError("%d rows: %s".formatted(read.size(), page.headers().map()));
      }
      rows.addAll(read);
      locator = page.headers().firstValue("Sforce-Locator").orElseThrow();
    }
    return rows;
  }

  static List<Map<String, String>> csv(byte[] bytes) {
    try (var csv = CsvReader.builder().ofNamedCsvRecord(new ByteArrayInputStream(bytes))) {
      return csv.stream().map(NamedCsvRecord::getFieldsAsMap).collect(Collectors.toCollection(ArrayList::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Map<String, String>> bulk(String operation, String soql) {
    var job = job(operation, soql);
    ended(job);
    return rows(job, "maxRecords=1000");
  }

  static Map<String, String> texts(JsonNode record) {
    var texts = new LinkedHashMap<String, String>();
    record.properties().stream().filter(field -> !field.getValue().isContainer())
        .forEach(field -> texts.put(field.getKey(), field.getValue().isNull() ? "" : field.getValue().asString()));
    return texts;
  }
}
