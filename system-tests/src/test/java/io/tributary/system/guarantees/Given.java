package io.tributary.system.guarantees;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run is over, from system properties.
 *
 * @param runs how many, each with the next seed; {@code guarantees.runs}, 1
 * @param seed of the first; {@code guarantees.seed}, else a new one
 * @param mail mailboxes; {@code guarantees.mail}, else the sample
 * @param records as CSV; {@code guarantees.records}, else the sample's
 * @param expected messages of each record; {@code guarantees.expected}, else the sample's
 * @param every {@code guarantees.faults=every}: faults on every component, the default where mail is given; {@code few}: a handful
 */
record Given(int runs, long seed, Path mail, Path records, Optional<Path> expected, boolean every) {

  static final Path HOME = Path.of(System.getProperty("tributary.home", Path.of("").toAbsolutePath().getParent().toString()));
  private static final Path SAMPLE = HOME.resolve("deploy/simulators/src/main/resources/sample-mail");

  static Given fromProperties() {
    var mail = property("mail");
    var runs = Integer.getInteger("guarantees.runs", 1);
    var seed = Long.getLong("guarantees.seed", System.currentTimeMillis() % 1_000_000);
    var every = System.getProperty("guarantees.faults", mail == null ? "few" : "every").equals("every");
    return mail == null
        ? new Given(runs, seed, SAMPLE.resolve("mailboxes"), SAMPLE.resolve("records.csv"), Optional.of(SAMPLE.resolve("expected.json")), every)
        : new Given(runs, seed, mail, required("records"), Optional.ofNullable(property("expected")), every);
  }

  private static Path required(String name) {
    var path = property(name);
    if (path == null) {
      throw new IllegalArgumentException("-Dguarantees.mail needs -Dguarantees.%s=FILE beside it.".formatted(name));
    }
    return path;
  }

  private static @Nullable Path property(String name) {
    var value = System.getProperty("guarantees." + name);
    return value == null ? null : Path.of(value).toAbsolutePath();
  }
}
