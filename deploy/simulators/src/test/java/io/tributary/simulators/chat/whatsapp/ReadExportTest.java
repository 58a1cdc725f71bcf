package io.tributary.simulators.chat.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadExportTest {

  @ParameterizedTest
  @ValueSource(strings = {
      "13/06/2018, 21:25 - Ann: hi: there", "13/06/18, 9:25 pm - Ann: hi: there", "[13/06/2018, 21:25:00] Ann: hi: there",
      "6/13/18, 9:25\u202fPM - Ann: hi: there", "13.6.2018 klo 21.25 - Ann: hi: there", "[2018/06/13, 21:25:00] Ann: hi: there",
      "2018-06-13, 21:25 - Ann: hi: there", "13.06.18 21:25:00: Ann: hi: there", "\u200e[13/06/2018, 9:25:00 p. m.] Ann: hi: there",
      "13/06/2018, 9:25 p.m. - Ann: hi: there"})
  void readsTheDateAndTheAuthorOfEveryTelephone(String line) {
    assertThat(ReadExport.entries(line)).containsExactly(new ExportEntry(Instant.parse("2018-06-13T21:25:00Z"), "Ann", "hi: there"));
  }

  @Test
  void oneDateDecidesForTheWholeFile() {
    var entries = ReadExport.entries("01/02/20, 10:00 - Ann: one\n02/13/20, 10:00 - Ann: two\n");

    assertThat(entries).extracting(ExportEntry::at)
        .containsExactly(Instant.parse("2020-01-02T10:00:00Z"), Instant.parse("2020-02-13T10:00:00Z"));
  }

  @Test
  void whereEveryDateIsOneInBothOrdersTimeDecides() {
    var entries = ReadExport.entries("1/12/20, 10:00 - Ann: one\n2/1/20, 10:00 - Ann: two\n3/1/20, 10:00 - Ann: three\n");

    assertThat(entries).extracting(ExportEntry::at).isSorted().first().isEqualTo(Instant.parse("2020-01-12T10:00:00Z"));
  }

  @Test
  void linesThatBeginNothingGoOnAndEqualTimesKeepTheirOrder() {
    var entries = ReadExport.entries("1/2/20, 10:00 - Ann: one\n\nstill one\n1/2/20, 10:00 - Ben: two\n1/2/20, 10:00 - Ann created group \"A: B\"\n");

    assertThat(entries).extracting(ExportEntry::text).containsExactly("one\n\nstill one", "two", "Ann created group \"A: B\"");
    assertThat(entries).extracting(ExportEntry::author).containsExactly("Ann", "Ben", null);
    assertThat(entries).extracting(ExportEntry::at).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void midnightAndNoonAreTold() {
    var entries = ReadExport.entries("1/2/20, 12:05 am - Ann: night\n1/2/20, 12:05 pm - Ann: day\n");

    assertThat(entries).extracting(ExportEntry::at)
        .containsExactly(Instant.parse("2020-02-01T00:05:00Z"), Instant.parse("2020-02-01T12:05:00Z"));
  }
}
