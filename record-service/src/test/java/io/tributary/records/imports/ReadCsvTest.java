package io.tributary.records.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.records.imports.Line.Readable;
import io.tributary.records.imports.Line.Unreadable;
import io.tributary.service.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ReadCsvTest {

  private final ReadCsv readCsv = new ReadCsv(Files.PEOPLE, new JsonMapper());

  @Test
  void aCellIsAFieldAndAnEmptyOneSaysNothing() {
    var lines = lines("\uFEFFexternal_id,name,email,age,active\r\n1,\"Tanous, \"\"Ed\"\"\",ed@tanous.net,41.50,TRUE\r\n2,\" \",,,\r\n");

    assertThat(lines).extracting(Object::toString).containsExactly(
        "Readable[number=2, externalId=1, data={\"name\":\"Tanous, \\\"Ed\\\"\",\"email\":\"ed@tanous.net\",\"age\":41.50,\"active\":true}]",
        "Readable[number=3, externalId=2, data={}]");
  }

  @Test
  void aLineThatIsNoRecordIsNamedWithItsNumberAndTheOthersPass() {
    var lines = lines("external_id,name,age\n1,Ed,41\n2,Ada,old\n,Nobody,1\n4,Bob\n5,\"two\nlines\",2\n6,Eve,1,x\na|b,Mallory,1\n7,Zoë,36\n");

    assertThat(lines).extracting(Line::number).containsExactly(2L, 3L, 4L, 5L, 6L, 8L, 9L, 10L);
    assertThat(lines).filteredOn(Unreadable.class::isInstance).extracting(line -> ((Unreadable) line).reason()).containsExactly(
        "data.age: must be a number of at most 308 digits", "has no external_id", "has 2 cells, the first line 3; a quote may be open",
        "has 4 cells, the first line 3; a quote may be open", "external_id: must be at most 200 characters, without NUL and |");
    assertThat(lines).filteredOn(Readable.class::isInstance).extracting(line -> ((Readable) line).externalId()).containsExactly("1", "5", "7");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "name,email|external_id: is missing",
    "external_id,name,name|names a column twice",
    "external_id,nickname|has no field nickname; it has name, email, age, active",
    "''|The file is empty",
    "external_id;name|not separated by commas",
  })
  void aFirstLineThatDoesNotFitRefusesTheFile(String header, String message) {
    assertThatThrownBy(() -> lines(header)).isInstanceOf(Problem.class).hasMessageContaining("422").hasMessageContaining(message);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    var latin1 = "external_id,name\n1,Zoë\n2,Ed\n".getBytes(StandardCharsets.ISO_8859_1);

    var lines = readCsv.lines(new ByteArrayInputStream(latin1)).toList();

    assertThat(lines).first().isEqualTo(new Unreadable(2, "is not UTF-8"));
    assertThat(lines).last().isInstanceOf(Readable.class);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
  void aByteOrderMarkSaysHowTheFileIsWritten(Charset charset) {
    var file = "\uFEFF\"external_id\",\"name\"\r\n1,\"Zoë\"\r\n".getBytes(charset);

    assertThat(readCsv.lines(new ByteArrayInputStream(file)).toList()).extracting(Object::toString)
        .containsExactly("Readable[number=2, externalId=1, data={\"name\":\"Zoë\"}]");
  }

  @Test
  void aFirstLineInAnotherEncodingRefusesTheFile() {
    for (var charset : new Charset[] {StandardCharsets.UTF_16LE, Charset.forName("big5"), Charset.forName("gbk"), StandardCharsets.ISO_8859_1}) {
      assertThatThrownBy(() -> readCsv.lines(new ByteArrayInputStream("external_id,名ë\n".getBytes(charset))).toList())
          .as(charset.name()).isInstanceOf(Problem.class).hasMessageContaining("not UTF-8");
    }
  }

  @Test
  void oddCellsAreReadOrNamed() {
    var lines = lines(("external_id,name,email,age,active\n"
        + "1,\"a \"\"b\"\" c\",,,\n"
        + "2,a\"b,,,\n"
        + "3,\"two\r\nlines\",,,\n"
        + "4,a\0b,,,\n"
        + "5,,,1e999999999,\n"
        + "6,,," + "9".repeat(100_000) + ",\n"
        + "7,,,1e-999999999,\n"
        + "8,,,41,perhaps\n"
        + "1,again,,,\n"
        + "9,\"x\"y,,,").replace("\n", "\r"));

    assertThat(lines).extracting(line -> line instanceof Unreadable(_, var reason) ? reason : ((Readable) line).externalId()).containsExactly(
        "1", "2", "3", "data.name: must not hold a NUL character or half a surrogate pair", "data.age: must be a number of at most 308 digits",
        "data.age: must be a number of at most 308 digits", "data.age: must be a number of at most 308 digits", "data.active: must be true or false", "1", "9");
  }

  @Test
  void aFileThatEndsWithinQuotesSaysSo() {
    assertThat(lines("external_id,name\n1,Ed\n2,\"Ada\n3,Bob\n")).hasSize(2).last()
        .isInstanceOfSatisfying(Unreadable.class, line -> assertThat(line.reason()).contains("ends within quotes"));
  }

  @Test
  void anOpenQuoteEndsTheFileInsteadOfSwallowingIt() {
    var endless = new Endless();
    var file = new SequenceInputStream(Files.of("external_id,name\n1,Ed\n2,\"Ada\n3,Bob\n"), endless);

    var lines = readCsv.lines(file).toList();

    assertThat(lines).hasSize(2).last().isInstanceOfSatisfying(Unreadable.class, line -> {
      assertThat(line.number()).isEqualTo(3);
      assertThat(line.reason()).contains("a quote may be open").contains("read no further");
    });
    assertThat(endless.given).isLessThan(4 * 1024 * 1024);
  }

  @Test
  void anOpenQuoteInTheFirstLineRefusesTheFile() {
    assertThatThrownBy(() -> readCsv.lines(new SequenceInputStream(Files.of("external_id,\"name\n"), new Endless())))
        .isInstanceOf(Problem.class).hasMessageContaining("422");
  }

  private List<Line> lines(String file) {
    return readCsv.lines(Files.of(file)).toList();
  }

  /** Lines without end. */
  private static final class Endless extends InputStream {

    private int given;

    @Override
    public int read() {
      return ++given % 80 == 0 ? '\n' : 'x';
    }
  }
}
