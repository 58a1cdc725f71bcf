package io.tributary.identifiers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Reads the tables under {@code vectors}: tab-separated, with a header, with backslash escapes. */
final class Vectors {

  /** Rows of a table, each by column name. */
  static List<Map<String, String>> table(String path) {
    var lines = lines(path);
    var header = lines.getFirst().split("\t", -1);
    return lines.stream().skip(1).filter(line -> !line.isEmpty()).map(line -> {
      var cells = line.split("\t", -1);
      var row = new LinkedHashMap<String, String>();
      IntStream.range(0, header.length).forEach(i -> row.put(header[i], i < cells.length ? unescaped(cells[i]) : ""));
      return (Map<String, String>) row;
    }).toList();
  }

  /** What holds here instead, by input; the table's third column says why. */
  static Map<String, String> exceptions(String path) {
    var ours = new HashMap<String, String>();
    table(path).forEach(row -> ours.put(row.get("input"), row.get("ours")));
    return ours;
  }

  static List<String> lines(String path) {
    try (var in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + path), path)) {
      return new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unescaped(String cell) {
    if (cell.indexOf('\\') < 0) {
      return cell;
    }
    var text = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) != '\\' || i + 1 == cell.length()) {
        text.append(cell.charAt(i));
        continue;
      }
      char escape = cell.charAt(++i);
      switch (escape) {
        case 't' -> text.append('\t');
        case 'n' -> text.append('\n');
        case 'u' -> {
          text.append((char) Integer.parseInt(cell.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    return text.toString();
  }

  private Vectors() {}
}
