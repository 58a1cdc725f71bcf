package io.tributary.records.record;

import io.tributary.records.pipeline.Pipeline;
import io.tributary.service.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks a record's data against its pipeline. Values of identifying types are not refused, whatever they say: people keep what they
 * have, and the profile tells which of it is no identifier.
 */
public final class CheckData {

  /** 1 MiB: what is published of a record must fit an event of 2 MiB, with the state before it. */
  public static final int MOST_BYTES = 1024 * 1024;

  /** Each may become an identifier with its search forms: a list of a hundred thousand would be no event any more. */
  private static final int MOST_TEXTS = 1000;
  private static final int MOST_NAMES_SHOWN = 5;
  private static final int LONGEST_NAME_SHOWN = 60;

  private final Pipeline pipeline;

  public CheckData(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** @throws Problem 413 if it is larger than 1 MiB, 422 for an unknown field or a value that does not fit its type */
  public void check(@Nullable JsonNode data) {
    if (data == null || !data.isObject()) {
      throw Problem.invalid("data", "must be an object with the record's fields");
    }
    if (data.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw tooLarge();
    }
    var unknown = data.propertyNames().stream().filter(name -> pipeline.field(name).isEmpty()).sorted().toList();
    if (!unknown.isEmpty()) {
      throw Problem.invalid("data", "the pipeline %s has no field %s".formatted(pipeline.name(), shown(unknown)));
    }
    pipeline.fields().forEach(field -> checkValue(field, data.path(field.name())));
  }

  /** Names may be as long as the data: a refusal need not be. */
  private static String shown(List<String> names) {
    var first = names.stream().limit(MOST_NAMES_SHOWN)
        .map(name -> name.length() <= LONGEST_NAME_SHOWN ? name : name.substring(0, LONGEST_NAME_SHOWN) + "…")
        .collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES_SHOWN ? first : "%s and %d more".formatted(first, names.size() - MOST_NAMES_SHOWN);
  }

  public static Problem tooLarge() {
    return Problem.tooLarge("A record's data may be at most 1 MiB.");
  }

  private static void checkValue(Pipeline.Field field, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    var path = "data." + field.name();
    switch (field.type()) {
      case "number" -> require(Storable.number(value), path, "must be a number of at most %d digits".formatted(Storable.MOST_DIGITS));
      case "boolean" -> require(value.isBoolean(), path, "must be true or false");
      case "date" -> require(value.isString() && isDate(value.asString()), path, "must be a date such as 2026-11-21");
      default -> checkTexts(value, path);
    }
  }

  private static void checkTexts(JsonNode value, String path) {
    require(isTextOrTexts(value), path, "must be a text or a list of at most %d texts".formatted(MOST_TEXTS));
    var texts = value.isString() ? List.of(value) : value.values();
    require(texts.stream().allMatch(text -> Storable.text(text.asString())), path, "must not hold a NUL character or half a surrogate pair");
  }

  private static boolean isTextOrTexts(JsonNode value) {
    return value.isString() || value.isArray() && value.size() <= MOST_TEXTS && value.valueStream().allMatch(JsonNode::isString);
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static void require(boolean holds, String path, String message) {
    if (!holds) {
      throw Problem.invalid(path, message);
    }
  }
}
