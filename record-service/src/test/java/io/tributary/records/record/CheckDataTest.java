package io.tributary.records.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.records.pipeline.Pipeline;
import io.tributary.service.web.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CheckDataTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final CheckData CHECK = new CheckData(new Pipeline(1, "people", false, 1, List.of(
      new Pipeline.Field("name", "text", null), new Pipeline.Field("email", "email", null), new Pipeline.Field("age", "number", null),
      new Pipeline.Field("born", "date", null), new Pipeline.Field("active", "boolean", null)), List.of(), null));

  @ParameterizedTest
  @ValueSource(strings = {
    "{}", "{\"name\": \"Ed\", \"email\": [\"ed@tanous.net\", \"ed@google.com\"], \"age\": 41.5, \"born\": \"1985-02-28\", \"active\": false}",
    "{\"name\": null, \"age\": null}", "{\"email\": \"not an address at all\"}", "{\"email\": []}", "{\"age\": -1e300}",
  })
  void dataThatFitsIsTaken(String data) {
    assertThatCode(() -> CHECK.check(JSON.readTree(data))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{\"nickname\": 1}|no field nickname",
    "{\"name\": 1}|data.name: must be a text",
    "{\"name\": {\"first\": \"Ed\"}}|data.name",
    "{\"email\": [\"a\", 1]}|data.email",
    "{\"name\": \"a\\u0000b\"}|NUL",
    "{\"email\": [\"a\\u0000b\"]}|NUL",
    "{\"name\": \"a\\ud800b\"}|half a surrogate pair",
    "{\"email\": [\"\\udc00\"]}|half a surrogate pair",
    "{\"age\": \"41\"}|data.age: must be a number",
    "{\"age\": 1e999999999}|data.age",
    "{\"born\": \"28.02.1985\"}|data.born: must be a date",
    "{\"born\": \"2025-02-29\"}|data.born",
    "{\"active\": 1}|data.active: must be true or false",
    "[]|must be an object",
    "null|must be an object",
  })
  void whatDoesNotFitIsNamed(String data, String message) {
    assertThatThrownBy(() -> CHECK.check(JSON.readTree(data))).isInstanceOf(Problem.class).hasMessageContaining("422").hasMessageContaining(message);
  }

  @Test
  void aRefusalIsShortWhateverIsRefused() {
    var data = JSON.createObjectNode();
    IntStream.range(0, 100).forEach(i -> data.put("x".repeat(1_000) + i, 1));

    assertThatThrownBy(() -> CHECK.check(data)).isInstanceOf(Problem.class).hasMessageContaining("and 95 more")
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void aFieldHoldsSomeTextsNotAnyNumberOfThem() {
    var data = JSON.createObjectNode();
    var texts = data.putArray("email");
    IntStream.range(0, 1_001).forEach(i -> texts.add("p" + i + "@a.org"));

    assertThatThrownBy(() -> CHECK.check(data)).isInstanceOf(Problem.class).hasMessageContaining("data.email").hasMessageContaining("1000");
  }

  @Test
  void moreThanOneMebibyteIsTooLarge() {
    var data = JSON.createObjectNode().put("name", "ü".repeat(512 * 1024));

    assertThatThrownBy(() -> CHECK.check(data)).isInstanceOf(Problem.class).hasMessageContaining("413");
  }
}
