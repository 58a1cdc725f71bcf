package io.tributary.bench.syncs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** People who have each written once, on WhatsApp and on LinkedIn: for the provider's double. Everybody has a number, from 1 on. */
record People(int count) {

  static final String NUMBER = "+49151";
  static final String SLUG = "ada-of-the-bench-";

  /** @return the folder, with one account */
  Path whatsApp(Path folder) throws IOException {
    var account = Files.createDirectories(folder.resolve("+447700900100"));
    for (int n = 1; n <= count; n++) {
      var number = "%s%08d".formatted(NUMBER, n);
      Files.writeString(account.resolve("WhatsApp Chat with %s.txt".formatted(number)), "13/03/2026, 09:14 - %s: Good morning\n".formatted(number));
    }
    return folder;
  }

  /** @return the folder, with one account */
  Path linkedIn(Path folder) throws IOException {
    var people = IntStream.rangeClosed(1, count).mapToObj(n -> """
        {"slug": "%s%d", "first_name": "Ada", "last_name": "No. %d"}""".formatted(SLUG, n, n)).collect(Collectors.joining(",\n"));
    var chats = IntStream.rangeClosed(1, count).mapToObj(n -> """
        {"with": ["%1$s%2$d"], "messages": [{"from": "%1$s%2$d", "at": "2026-02-20T10:00:00.000Z", "text": "Good morning"}]}""".formatted(SLUG, n))
        .collect(Collectors.joining(",\n"));
    Files.writeString(folder.resolve("bench.json"), """
        {"owner": {"slug": "robin-of-the-bench", "first_name": "Robin", "last_name": "Sales"},
         "people": [%s],
         "chats": [%s]}
        """.formatted(people, chats));
    return folder;
  }
}
