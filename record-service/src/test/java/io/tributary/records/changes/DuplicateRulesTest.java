package io.tributary.records.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DuplicateRulesTest {

  @ParameterizedTest(name = "{0} of ({1} a) and ({2} a b) and ({3} c d)")
  @CsvSource(delimiter = ';', value = {
      "OR;  AND; AND; AND; [[a], [c, d]]",
      "OR;  AND; OR;  OR;  [[a], [b], [c], [d]]",
      "AND; AND; AND; AND; [[a, b, c, d]]",
      "AND; AND; OR;  OR;  [[a, c], [a, d]]"
  })
  void rulesAreSetsOfFieldsOfWhichOneMustAgree(String top, String first, String second, String third, String alternatives) {
    var rules = """
        {"operator": "%s", "conditions": [
          {"operator": "%s", "fields": [{"field": "a"}]},
          {"operator": "%s", "fields": [{"field": "a"}, {"field": "b"}]},
          {"operator": "%s", "fields": [{"field": "c"}, {"field": "d"}]}]}""".formatted(top, first, second, third);

    var read = DuplicateRules.alternatives(JsonMapper.builder().build().readTree(rules)).stream().map(Set::toString).sorted().toList();

    assertThat(read.toString()).isEqualTo(alternatives);
  }

  @Test
  void withoutRulesNothingIdentifies() {
    assertThat(DuplicateRules.alternatives(null)).isEmpty();
    assertThat(DuplicateRules.alternatives(JsonMapper.builder().build().readTree("{}"))).isEmpty();
  }
}
