package io.tributary.participants.intake;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of a name, whatever their order: {@code Lovelace, Ada (Acme)} has those of {@code Ada Lovelace}. What AND rules compare fields of names with. */
final class NameWords {

  private static final int MOST = 12;
  private static final int LONGEST = 100;
  private static final Pattern BETWEEN = Pattern.compile("[\\s,;:/|()\\[\\]<>\"]+");
  private static final Pattern AROUND = Pattern.compile("^[.'’_-]+|[.'’_-]+$");

  /** Lower-case, sorted, each once; none for a name that is as long as a text. */
  static List<String> of(@Nullable String name) {
    if (name == null) {
      return List.of();
    }
    var words = Arrays.stream(BETWEEN.split(Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)))
        .map(word -> AROUND.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty())
        .distinct()
        .sorted()
        .toList();
    return words.size() > MOST || words.stream().anyMatch(word -> word.length() > LONGEST) ? List.of() : words;
  }

  private NameWords() {}
}
