package io.tributary.local.commands;

import io.tributary.local.check.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the stack is fed with: the sample that comes with the sources, or one's own. */
final class Input {

  private static final String SAMPLES = "deploy/simulators/src/main/resources";

  @Option(names = "--mail", paramLabel = "DIR",
      description = "Mailboxes: one file each, <owner address>.mbox[.gz], or a folder of .eml (default: the sample).")
  private @Nullable Path mail;

  @Option(names = "--records", paramLabel = "FILE", description = "Records as CSV with a column external_id (default: the sample).")
  private @Nullable Path records;

  @Option(names = "--expected", paramLabel = "FILE",
      description = "With --check: the messages and conversations that each record must have (default: the sample's).")
  private @Nullable Path expected;

  Path mail() throws IOException {
    return existing(mail == null ? sample("sample-mail/mailboxes") : mail, "mailboxes");
  }

  /** People of the sample mail, and those of the sample chats. */
  Path[] records() throws IOException {
    return records == null ? samples("records.csv") : new Path[] {existing(records, "records")};
  }

  Optional<Expected> expected() throws IOException {
    if (expected != null) {
      return Optional.of(Expected.read(existing(expected, "expected result")));
    }
    return mail == null && records == null ? Optional.of(Expected.read(samples("expected.json"))) : Optional.empty();
  }

  private static Path[] samples(String name) throws IOException {
    return new Path[] {
      existing(sample("sample-mail/" + name), name), existing(sample("sample-whatsapp/" + name), name),
      existing(sample("sample-linkedin/" + name), name)
    };
  }

  private static Path sample(String name) {
    return Where.home().resolve(SAMPLES).resolve(name);
  }

  private static Path existing(Path path, String what) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException("There are no %s at %s.".formatted(what, path.toAbsolutePath()));
    }
    return path.toAbsolutePath();
  }
}
