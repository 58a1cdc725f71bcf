package io.tributary.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a scenario found.
 *
 * @param figures what counts
 * @param measured the milliseconds, rates and sizes behind it, in the order in which they are to be read
 */
public record Outcome(String scenario, List<Figure> figures, Map<String, Double> measured) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Outcome {
    figures = List.copyOf(figures);
    measured = new LinkedHashMap<>(measured);
  }

  public boolean isMet() {
    return figures.stream().allMatch(Figure::isMet);
  }

  public String line() {
    var counted = figures.stream().map(Outcome::words).collect(Collectors.joining(", "));
    var beside = measured.entrySet().stream().map(each -> each.getKey() + " " + rounded(each.getValue())).collect(Collectors.joining(", "));
    return "%-15s %-6s %s%s".formatted(scenario, isMet() ? "met" : "MISSED", counted, beside.isEmpty() ? "" : "; " + beside);
  }

  public String json() {
    var object = new LinkedHashMap<String, Object>();
    object.put("scenario", scenario);
    object.put("met", isMet());
    object.put("figures", figures.stream().map(Outcome::json).toList());
    var plain = new LinkedHashMap<String, Object>();
    measured.forEach((name, value) -> plain.put(name, Double.valueOf(rounded(value))));
    object.put("measured", plain);
    return JSON.writeValueAsString(object);
  }

  private static String words(Figure figure) {
    var aim = figure.aimInWords();
    return figure.name() + " " + rounded(figure.value()) + (aim == null ? "" : " (aim %s)".formatted(aim));
  }

  private static Map<String, Object> json(Figure figure) {
    var object = new LinkedHashMap<String, Object>();
    object.put("name", figure.name());
    object.put("value", Double.valueOf(rounded(figure.value())));
    var aim = figure.aimInWords();
    if (aim != null) {
      object.put("aim", aim);
      object.put("met", figure.isMet());
    }
    return object;
  }

  /** Three digits that count are more than such figures hold. */
  private static String rounded(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }
}
