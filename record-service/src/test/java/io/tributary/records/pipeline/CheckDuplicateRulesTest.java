package io.tributary.records.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.service.web.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CheckDuplicateRulesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pipeline PEOPLE = new Pipeline(1, "people", false, 1, List.of(
      new Pipeline.Field("work_email", "email", null), new Pipeline.Field("phone_number", "phone", "US"),
      new Pipeline.Field("linkedin", "url", null), new Pipeline.Field("last_name", "text", null)), List.of(), null);

  @Test
  void theRulesOfTheRequirementsAreAccepted() {
    assertThatCode(() -> check("""
        {"operator": "OR", "conditions": [
          {"operator": "AND", "fields": [{"field": "work_email", "match_type": "exact"}]},
          {"operator": "AND", "fields": [{"field": "phone_number", "match_type": "phone_normalized"}]},
          {"operator": "AND", "fields": [{"field": "linkedin", "match_type": "url_normalized"}, {"field": "last_name", "match_type": "exact"}]}]}"""))
        .doesNotThrowAnyException();
  }

  @Test
  void operatorsMayBeLeftOut() {
    assertThatCode(() -> check("{\"conditions\": [{\"fields\": [{\"field\": \"work_email\", \"match_type\": \"exact\"}]}]}"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "work_email, fuzzy, 'must be exact, phone_normalized or url_normalized, not ''fuzzy'''",
    "work_email, phone_normalized, does not suit the field work_email of type email",
    "last_name, url_normalized, does not suit the field last_name of type text",
    "nickname, exact, '''nickname'' is no field of the pipeline people'",
  })
  void aComparisonThatCannotHoldIsRefusedWithItsPath(String field, String matchType, String message) {
    assertThatThrownBy(() -> check("""
        {"conditions": [{"fields": [{"field": "linkedin", "match_type": "exact"}, {"field": "%s", "match_type": "%s"}]}]}"""
        .formatted(field, matchType)))
        .isInstanceOf(Problem.class).hasMessageContaining("conditions[0].fields[1].").hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "null", "[]", "\"rules\"", "{}", "{\"conditions\": []}", "{\"conditions\": {}}", "{\"conditions\": [null]}", "{\"conditions\": [{}]}",
    "{\"conditions\": [{\"fields\": []}]}", "{\"conditions\": [{\"fields\": [\"work_email\"]}]}",
    "{\"conditions\": [{\"fields\": [{\"field\": \"work_email\"}]}]}", "{\"conditions\": [{\"fields\": [{\"match_type\": \"exact\"}]}]}",
    "{\"conditions\": [{\"fields\": [{\"field\": \"work_email\", \"match_type\": \"exact\", \"weight\": 2}]}]}",
    "{\"operator\": \"XOR\", \"conditions\": [{\"fields\": [{\"field\": \"work_email\", \"match_type\": \"exact\"}]}]}",
    "{\"operator\": null, \"conditions\": [{\"fields\": [{\"field\": \"work_email\", \"match_type\": \"exact\"}]}]}",
    "{\"operator\": {\"a\": 1}, \"conditions\": [{\"fields\": [{\"field\": \"work_email\", \"match_type\": \"exact\"}]}]}",
    "{\"conditions\": [{\"fields\": [{\"field\": {\"a\": []}, \"match_type\": [1]}]}]}",
  })
  void whatHasAnotherShapeIsRefused(String rules) {
    assertThatThrownBy(() -> check(rules)).isInstanceOf(Problem.class).hasMessageContaining("422");
  }

  @Test
  void anAndOverOrsMustNotMultiplyWithoutEnd() {
    var or = "{\"operator\": \"OR\", \"fields\": [%s]}".formatted(IntStream.range(0, 10)
        .mapToObj(_ -> "{\"field\": \"work_email\", \"match_type\": \"exact\"}").collect(Collectors.joining(",")));
    var conditions = String.join(",", java.util.Collections.nCopies(50, or));

    assertThatCode(() -> check("{\"operator\": \"OR\", \"conditions\": [%s]}".formatted(conditions))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("{\"operator\": \"AND\", \"conditions\": [%s]}".formatted(conditions)))
        .isInstanceOf(Problem.class).hasMessageContaining("combinations");
  }

  private static void check(String rules) {
    new CheckDuplicateRules(PEOPLE).check(JSON.readTree(rules));
  }
}
