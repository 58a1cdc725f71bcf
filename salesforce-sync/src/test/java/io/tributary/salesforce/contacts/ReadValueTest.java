package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.salesforce.mapping.ColumnType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadValueTest {

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN,true", "BOOLEAN,false", "DATE,2024-02-29", "TIMESTAMP,2026-01-02T03:04:05.000Z", "TIMESTAMP,2026-11-20T10:11:12.000+0000",
    "TIMESTAMP,2026-11-20T10:11:12+02:00", "NUMBER,-12.5", "NUMBER,1.2E3", "NUMBER,4e-7", "NUMBER,.5", "TEXT,null", "TEXT,N/A", "ID,003000000000001AAA"})
  void aValueOfItsTypeIsTaken(ColumnType type, String value) {
    assertThat(holds(value, type)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN,1", "DATE,2023-02-29", "DATE,2023-13-01", "DATE,0000-01-01", "DATE,20230101", "TIMESTAMP,2026-01-02", "TIMESTAMP,2026-01-02T25:00:00Z",
    "TIMESTAMP,2026-01-02T03:04:05", "TIMESTAMP,2026-01-02T03:04:05.", "NUMBER,NaN", "NUMBER,Infinity", "NUMBER,0x1p3", "NUMBER,1f", "NUMBER,-", "NUMBER,5.", "NUMBER,E5", "NUMBER,1E", "NUMBER,1E999", "NUMBER,twelve"})
  void oneThatIsNotIsNot(ColumnType type, String value) {
    assertThat(holds(value, type)).isFalse();
  }

  /** Within other text, as values stand. */
  private static boolean holds(String value, ColumnType type) {
    var text = ("7" + value + "7").getBytes(UTF_8);
    return ReadValue.holds(text, 1, text.length - 1, type);
  }
}
