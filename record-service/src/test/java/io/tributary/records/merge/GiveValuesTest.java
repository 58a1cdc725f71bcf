package io.tributary.records.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.records.pipeline.Pipeline;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GiveValuesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pipeline PEOPLE = new Pipeline(1, "people", false, 1,
      List.of(new Pipeline.Field("name", "text", null), new Pipeline.Field("email", "email", null), new Pipeline.Field("age", "number", null)), List.of(), null);

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"email": "a"}             | {"email": "b"}            | {"email": ["b"]}       | {"email": ["a", "b"]}
      {"email": ["a", "b"]}      | {"email": ["b", "c"]}     | {"email": ["c"]}       | {"email": ["a", "b", "c"]}
      {"email": "a"}             | {"email": "a"}            | {}                     | {}
      {}                         | {"email": "b", "age": 4}  | {"email": ["b"], "age": [4]} | {"email": "b", "age": 4}
      {"name": "Ada", "age": 3}  | {"name": "Eve", "age": 4} | {}                     | {}
      {"name": null}             | {"name": "Eve"}           | {"name": ["Eve"]}      | {"name": "Eve"}
      {"name": "Ada"}            | {"unknown": "x"}          | {}                     | {}
      """)
  void whatASurvivorIsGivenAndHasThen(String survivor, String merged, String given, String changed) {
    var gift = GiveValues.given(PEOPLE, json(survivor), json(merged));

    assertThat(gift).isEqualTo(json(given));
    assertThat(GiveValues.with(json(survivor), gift)).isEqualTo(json(changed));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"email": ["a", "b"]}      | {"email": ["b"]} | {"email": "a"}
      {"email": "b"}             | {"email": ["b"]} | {"email": null}
      {"email": ["a", "c"]}      | {"email": ["b"]} | {}
      {"email": ["a", "b", "c"]} | {"email": ["b"]} | {"email": ["a", "c"]}
      {}                         | {"email": ["b"]} | {}
      """)
  void whatWasGivenIsTakenAndWhatChangedMeanwhileStays(String survivor, String given, String changed) {
    assertThat(GiveValues.without(json(survivor), json(given))).isEqualTo(json(changed));
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
