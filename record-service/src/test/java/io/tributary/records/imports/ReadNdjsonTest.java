package io.tributary.records.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.records.imports.Line.Unreadable;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReadNdjsonTest {

  private final ReadNdjson readNdjson = new ReadNdjson(Files.PEOPLE, new JsonMapper());

  @Test
  void aLineIsARecordAndANullRemovesAField() {
    var lines = lines("{\"external_id\": \"1\", \"name\": \"Ed\", \"email\": [\"ed@tanous.net\"]}\r\n\n{\"external_id\": 2, \"age\": null}");

    assertThat(lines).extracting(Object::toString).containsExactly(
        "Readable[number=1, externalId=1, data={\"name\":\"Ed\",\"email\":[\"ed@tanous.net\"]}]",
        "Readable[number=3, externalId=2, data={\"age\":null}]");
  }

  @Test
  void aLineThatIsNoRecordIsNamedWithItsNumberAndTheOthersPass() {
    var lines = lines("""
        {"external_id": "1"
        [1]
        {"name": "Ed"}
        {"external_id": "4", "nickname": "x"}
        {"external_id": "5", "age": "41"}
        {"external_id": "6", "name": "a\\u0000b"}
        {"external_id": {"a": 1}}
        {"external_id": "8\\ud800"}
        {"external_id": "9", "name": "\\udc00"}
        {"external_id": "10"} {"external_id": "11"}
        {"external_id": "11", "age": 1e400}
        {"external_id": "12"}
        """);

    assertThat(lines).hasSize(12);
    assertThat(lines.subList(0, 11)).allSatisfy(line -> assertThat(line).isInstanceOf(Unreadable.class));
    assertThat(lines.subList(0, 4)).extracting(line -> ((Unreadable) line).reason()).containsExactly(
        "is not well-formed JSON, from character 20 on", "is not a JSON object", "has no external_id", "data: the pipeline people has no field nickname");
    assertThat(lines.getLast()).isInstanceOf(Line.Readable.class);
  }

  @Test
  void deepNestingIsRefused() {
    var lines = lines("{\"external_id\": \"1\", \"name\": " + "[".repeat(100_000) + "\n{\"external_id\": \"2\"}\n");

    assertThat(lines).first().isInstanceOfSatisfying(Unreadable.class, line -> assertThat(line.reason()).startsWith("is not well-formed JSON"));
    assertThat(lines).hasSize(2);
  }

  @Test
  void aLineThatIsTooLongIsSkipped() {
    var lines = lines("{\"external_id\": \"1\", \"name\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}\n{\"external_id\": \"2\"}\n");

    assertThat(lines).first().isEqualTo(new Unreadable(1, "is longer than 1048576 characters"));
    assertThat(lines).last().isInstanceOf(Line.Readable.class);
  }

  private List<Line> lines(String file) {
    return readNdjson.lines(Files.of(file)).toList();
  }
}
