package io.tributary.participants.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sets in which it is known who is who. Of each person a record holds the first values, as a CRM does, and mail comes from all of them.
 *
 * @param numbers true where the values are phone numbers, else mail addresses
 * @param held by person, what the record holds
 * @param seen by person, what mail or a call comes from
 */
record KnownPeople(String name, boolean numbers, Map<Long, Set<String>> held, Map<Long, List<String>> seen) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ADDRESS = Pattern.compile("<([^<>@\\s]+@[^<>\\s]+)>");

  private static KnownPeople empty(String name) {
    return new KnownPeople(name, false, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  private void add(long person, String heldOrSeen) {
    held.computeIfAbsent(person, _ -> new LinkedHashSet<>(List.of(heldOrSeen)));
    seen.computeIfAbsent(person, _ -> new ArrayList<>()).add(heldOrSeen);
  }

  /** Rows of one person with typos in their addresses: the record is the first row with one. */
  static KnownPeople splink(Path data) {
    var people = empty("er-splink: addresses with typos");
    lines(data.resolve("er-splink/data/fake_1000.csv")).skip(1).map(line -> line.split(",", -1))
        .filter(row -> row[5].contains("@"))
        .forEach(row -> people.add(Long.parseLong(row[6]) + 1, row[5]));
    return people;
  }

  /** Developers with their addresses over the years; the record holds the first. */
  static KnownPeople stackalytics(JsonNode users) {
    var people = empty("er-stackalytics: the first of several addresses");
    long person = 1;
    for (var user : users) {
      for (var email : user.path("emails")) {
        people.add(person, email.asString());
      }
      person++;
    }
    return people;
  }

  /** The same, but the record holds all that is known. */
  KnownPeople heldInFull() {
    var full = new LinkedHashMap<Long, Set<String>>();
    seen.forEach((person, values) -> full.put(person, new LinkedHashSet<>(values)));
    return new KnownPeople(name.substring(0, name.indexOf(':')) + ": all held", numbers, full, seen);
  }

  /** People who changed their address: the record holds the new one, mail comes from both. */
  static KnownPeople mailmap(Path data) {
    var people = empty("er-linux-mailmap: new address held, old ones seen");
    var byNew = new LinkedHashMap<String, Long>();
    lines(data.resolve("er-linux-mailmap/mailmap")).filter(line -> !line.startsWith("#")).forEach(line -> {
      var addresses = ADDRESS.matcher(line).results().map(found -> found.group(1)).toList();
      if (addresses.size() == 2) {
        var person = byNew.computeIfAbsent(addresses.getFirst(), _ -> (long) byNew.size() + 1);
        people.add(person, addresses.getFirst());
        people.add(person, addresses.getLast());
      }
    });
    return people;
  }

  /** Sites with their numbers as typed, of which several share one: seven digits, so Chicago's area code is put before them. */
  static KnownPeople chicago(Path data) throws IOException {
    var sites = new KnownPeople("er-dedupe-chicago: numbers of sites, some shared", true, new LinkedHashMap<>(), new LinkedHashMap<>());
    var rows = Csv.rows(Files.readString(data.resolve("er-dedupe-chicago/csv_example/csv_example_input_with_true_ids.csv")));
    int site = rows.getFirst().indexOf("True Id");
    int phone = rows.getFirst().indexOf("Phone");
    for (var row : rows.subList(1, rows.size())) {
      var digits = row.size() > phone ? row.get(phone).replaceAll("\\D", "") : "";
      if (digits.length() == 7) {
        sites.add(Long.parseLong(row.get(site)) + 1, "+1312" + digits);
      }
    }
    return sites.heldInFull();
  }

  static JsonNode stackalyticsFile(Path data) {
    try (var file = new GZIPInputStream(Files.newInputStream(data.resolve("er-stackalytics/users-companies.json.gz")))) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static java.util.stream.Stream<String> lines(Path file) {
    try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      return Objects.requireNonNull(reader.lines().toList()).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
