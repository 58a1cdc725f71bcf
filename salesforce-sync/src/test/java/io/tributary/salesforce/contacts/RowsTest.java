package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RowsTest {

  private static final List<String> FIELDS = List.of("Id", "Name", "Email");

  @Test
  void columnsAreFoundByTheHeaderWhateverTheirOrder() throws IOException {
    var rows = csv("Email,Extra,Id,Name\n\"a,b\",x,003A,\"said \"\"hi\"\"\nthere\"\n,,003B,NA\n");

    assertThat(rows).containsExactly(List.of("003A", "said \"hi\"\nthere", "a,b"), List.of("003B", "NA", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Id,Name,Email\n"})
  void aPageWithoutRowsIsNone(String csv) throws IOException {
    assertThat(csv(csv)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Id,Name\n1,2\n", "Id,Name,Email\n1,2\n", "Id,Name,Email\n1,\"2", "Id,Name,Email\n1,\"2\"3,4\n"})
  void aPageThatIsNotWholeIsRefused(String csv) {
    assertThatThrownBy(() -> csv(csv)).isInstanceOf(IOException.class);
  }

  @Test
  void valuesAreReadWhereverAPieceOfThePageEnds() throws IOException {
    var lines = IntStream.range(0, 3).mapToObj(i -> "003%d,\"%s\"\"ö\",\r\n".formatted(i, "x,".repeat(50_000 + i))).toList();

    var rows = csv("Id,Name,Email\r\n" + String.join("", lines) + "last,\"\"\"\",\"e\"");

    assertThat(rows).containsExactly(
        List.of("0030", "x,".repeat(50_000) + "\"ö", ""), List.of("0031", "x,".repeat(50_001) + "\"ö", ""),
        List.of("0032", "x,".repeat(50_002) + "\"ö", ""), List.of("last", "\"", "e"));
  }

  @Test
  void collectionsGiveANullForWhatIsNotVisible() throws IOException {
    var rows = json("""
        [{"attributes":{"type":"Contact","url":"/x"},"Id":"003A","Name":"Al","Email":null,"Other":1},null,
         {"Id":"003B","Address":{"Name":"not this"},"Email":"b@example.org"}]""");

    assertThat(rows).containsExactly(List.of("003A", "Al", ""), List.of("003B", "", "b@example.org"));
  }

  @Test
  void aQuerysRecordsStandWithinAnObject() throws IOException {
    assertThat(json("{\"totalSize\":1,\"done\":true,\"records\":[{\"Id\":\"003A\",\"Email\":true}]}")).containsExactly(List.of("003A", "", "true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"Id\":\"003A\"}", "{}", "<html>", "[{\"Id\":"})
  void anAnswerThatIsNotWholeIsRefused(String json) {
    assertThatThrownBy(() -> json(json)).isInstanceOf(IOException.class);
  }

  private static List<List<String>> csv(String text) throws IOException {
    return rows(new CsvRows(new ByteArrayInputStream(text.getBytes(UTF_8)), FIELDS));
  }

  private static List<List<String>> json(String text) throws IOException {
    return rows(new JsonRows(new ByteArrayInputStream(text.getBytes(UTF_8)), FIELDS, JsonMapper.builder().build()));
  }

  private static List<List<String>> rows(ContactRows source) throws IOException {
    var rows = new ArrayList<List<String>>();
    source.forEach(row -> rows.add(IntStream.range(0, FIELDS.size()).mapToObj(row::text).toList()));
    return rows;
  }
}
