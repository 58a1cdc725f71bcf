package io.tributary.simulators.people;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The 69 people of the sample records. */
public final class SamplePeople {

  /** @param email one of the addresses that their record has */
  public record Person(String name, String email) {}

  public static List<Person> all() {
    var file = Objects.requireNonNull(SamplePeople.class.getResourceAsStream("/sample-mail/records.csv"), "the sample is missing in this build");
    try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return csv.stream().map(SamplePeople::person).filter(person -> !person.email().isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Person person(NamedCsvRecord row) {
    var work = row.getField("work_email");
    return new Person((row.getField("first_name") + ' ' + row.getField("last_name")).strip(), work.isEmpty() ? row.getField("personal_email") : work);
  }

  private SamplePeople() {}
}
