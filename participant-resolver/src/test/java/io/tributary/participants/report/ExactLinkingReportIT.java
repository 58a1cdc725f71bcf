package io.tributary.participants.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.RecordNow;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How good linking by exact identifiers is, on sets in which it is known who is who: the share of links that are right, and of people's messages that are
 * linked. Runs where {@code -Dtributary.data} names the folder of these sets; they may not all be shipped. Prints to {@code target/exact-linking.txt}.
 */
@ResolverTest
class ExactLinkingReportIT {

  private static final Path REPORT = Path.of("target", "exact-linking.txt");

  @Autowired private Resolver all;
  private Path data;

  @BeforeEach
  void whereTheSetsAre() {
    var folder = System.getProperty("tributary.data", "");
    assumeTrue(!folder.isEmpty() && Files.isDirectory(Path.of(folder, "er-stackalytics")), "-Dtributary.data names no folder with the sets");
    data = Path.of(folder);
  }

  /** @param seen values that are addresses, once a person @param shared linked although several records hold it */
  private record Score(int records, int seen, int right, int wrong, int ambiguous, int unlinked, int shared) {

    double precision() {
      return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    double recall() {
      return (double) right / seen;
    }
  }

  @Test
  void addressesWithTypos() throws IOException {
    var score = score(KnownPeople.splink(data));

    assertThat(score.shared()).isZero();
    assertThat(score.precision()).isGreaterThan(0.97);
  }

  @Test
  void developersWithSeveralAddresses() throws IOException {
    var people = KnownPeople.stackalytics(KnownPeople.stackalyticsFile(data).path("users"));
    var first = score(people);
    var full = score(people.heldInFull());

    assertThat(first.wrong() + full.wrong()).as("an address leads to the person who has it, or to nobody").isZero();
    assertThat(first.shared() + full.shared()).isZero();
    assertThat(full.recall()).isGreaterThan(first.recall()).isGreaterThan(0.95);
  }

  @Test
  void peopleWhoChangedTheirAddress() throws IOException {
    var score = score(KnownPeople.mailmap(data));

    assertThat(score.wrong() + score.shared()).isZero();
  }

  @Test
  void numbersThatSeveralSitesShare() throws IOException {
    var score = score(KnownPeople.chicago(data));

    assertThat(score.wrong() + score.shared()).as("no false link on a shared number").isZero();
    assertThat(score.ambiguous()).as("shared numbers").isGreaterThan(100);
  }

  @Test
  void companiesByWorkDomain() throws IOException {
    // Given the companies as records, by their domains
    var file = KnownPeople.stackalyticsFile(data);
    var tenant = all.ofNewTenant();
    var names = new HashMap<Long, String>();
    var companies = new ArrayList<RecordNow>();
    for (var company : file.path("companies")) {
      var domains = company.path("domains").valueStream().map(domain -> domain.asString().strip()).filter(domain -> domain.contains(".")).toList();
      if (!domains.isEmpty()) {
        long id = names.size() + 1L;
        names.put(id, company.path("company_name").asString());
        companies.add(RecordNow.record(id).company(domains.toArray(String[]::new)));
      }
    }
    tenant.apply(companies.toArray(RecordNow[]::new));

    // When
    var employers = new HashMap<String, Set<String>>();
    for (var user : file.path("users")) {
      var of = user.path("companies").valueStream().map(job -> job.path("company_name").asString()).toList();
      for (var email : user.path("emails")) {
        EmailAddresses.identify(email.asString()).found().ifPresent(found ->
            employers.computeIfAbsent(found.getCanonical(), _ -> new HashSet<>()).addAll(of));
      }
    }
    observe(tenant, employers.keySet());

    // Then
    int linked = 0;
    int confirmed = 0;
    for (var row : tenant.rows("""
        select a.value, l.secondary_record_id from participant_links l
        join participant_aliases a on a.tenant = l.tenant and a.participant_id = l.participant_id
        where l.tenant = ? and l.secondary_record_id is not null""", tenant.tenant())) {
      linked++;
      confirmed += employers.getOrDefault(row.get(0, String.class), Set.of()).contains(names.get(row.get(1, Long.class))) ? 1 : 0;
    }
    print("%-52s %5d companies, %5d addresses: %5d linked to a company, of %5d the job history names it (%.3f)".formatted(
        "er-stackalytics: company by work domain", names.size(), employers.size(), linked, confirmed, (double) confirmed / linked));
    assertThat(linked).isPositive();
    assertThat((double) confirmed / linked).isGreaterThan(0.8);
  }

  private Score score(KnownPeople people) throws IOException {
    var tenant = all.ofNewTenant();
    var holders = new HashMap<String, Set<Long>>();
    var records = people.held().entrySet().stream().map(person -> {
      var record = RecordNow.record(person.getKey());
      person.getValue().forEach(value -> identifier(people, value).map(Identifier::getCanonical).ifPresent(address -> {
        if (people.numbers()) {
          record.phone(value);
        } else {
          record.email(value);
        }
        holders.computeIfAbsent(address, _ -> new HashSet<>()).add(person.getKey());
      }));
      return record;
    }).toList();
    tenant.apply(records.toArray(RecordNow[]::new));
    var seen = new LinkedHashMap<String, Identifier>();
    people.seen().values().stream().flatMap(List::stream).flatMap(value -> identifier(people, value).stream())
        .forEach(found -> seen.putIfAbsent(found.getCanonical(), found));
    if (people.numbers()) {
      tenant.observe(seen.values().stream().map(number -> Chat.message(tenant, number.getCanonical(), number)).toArray(CommunicationObserved[]::new));
    } else {
      observe(tenant, seen.keySet());
    }
    var score = score(people, links(tenant), holders);
    print("%-52s %5d records, %5d seen: %5d right, %4d wrong, %4d ambiguous, %5d unlinked; precision %.3f, recall %.3f".formatted(
        people.name(), score.records(), score.seen(), score.right(), score.wrong(), score.ambiguous(), score.unlinked(), score.precision(), score.recall()));
    return score;
  }

  private static Score score(KnownPeople people, Map<String, Link> links, Map<String, Set<Long>> holders) {
    int[] counts = new int[6];
    people.seen().forEach((person, values) -> new LinkedHashSet<>(values).stream().flatMap(value -> identifier(people, value).map(Identifier::getCanonical).stream()).distinct().forEach(address -> {
      var link = Objects.requireNonNull(links.get(address), () -> "no participant for an address of person " + person);
      counts[0]++;
      if (link.record() == null) {
        counts[link.status().equals("AMBIGUOUS") ? 3 : 4]++;
      } else {
        counts[link.record().equals(person) ? 1 : 2]++;
        counts[5] += holders.getOrDefault(address, Set.of()).size() > 1 ? 1 : 0;
      }
    }));
    return new Score(people.held().size(), counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
  }

  private record Link(String status, @Nullable Long record) {}

  private static Map<String, Link> links(Resolver tenant) {
    var links = new HashMap<String, Link>();
    tenant.rows("""
        select a.value, l.status, l.record_id from participant_links l
        join participant_aliases a on a.tenant = l.tenant and a.participant_id = l.participant_id where l.tenant = ?""", tenant.tenant())
        .forEach(row -> links.put(row.get(0, String.class), new Link(row.get(1, String.class), row.get(2, Long.class))));
    return links;
  }

  private static void observe(Resolver tenant, java.util.Collection<String> addresses) {
    tenant.observe(addresses.stream().map(Mail::from).toArray(Mail[]::new));
  }

  private static Optional<Identifier> identifier(KnownPeople people, String value) {
    return (people.numbers() ? PhoneNumbers.identify(value, "US") : EmailAddresses.identify(value)).found();
  }

  private static void print(String line) throws IOException {
    System.out.println(line);
    Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
