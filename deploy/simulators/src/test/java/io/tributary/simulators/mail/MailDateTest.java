package io.tributary.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Fri, 23 Aug 2002 19:01:45 -0400 (EDT)   | 2002-08-23T23:01:45Z
      Fri, 23 Aug 2002 19:01:45 EDT           | 2002-08-23T23:01:45Z
      23 Aug 02 9:01 GMT                      | 2002-08-23T09:01:00Z
      Mon, 21 Aug 95 13:30:57 +0000           | 1995-08-21T13:30:57Z
      Friday, 23-Aug-02 19:01:45 GMT          | 2002-08-23T19:01:45Z
      Fri Aug 23 19:01:45 2002                | 2002-08-23T19:01:45Z
      Fri Aug 23 19:01:45 EDT 2002            | 2002-08-23T23:01:45Z
      Wed, 28 Aug 2002 23:33:45 -1900         | 2002-08-29T18:33:45Z
      Sat, 31 Dec 2016 23:59:60 +0000         | 2016-12-31T23:59:59Z
      23 August 2002, 19:01:45                | 2002-08-23T19:01:45Z
      """)
  void readsDatesAsProgramsHaveWrittenThem(String text, Instant date) {
    assertThat(MailDate.inText(text)).contains(date);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "yesterday", "Fri, 23 Aug 102 19:01:45 -0400", "Wed, 18 Sep 0102 23:32:17 +0500", "Mon, 30 Jun 3609 15:33:50 +0600",
      "31 Feb 2020 10:00:00 +0000", "23 Foo 2002 10:00:00 +0000"})
  void readsNothingIntoNonsense(String text) {
    assertThat(MailDate.inText(text)).isEmpty();
  }

  @Test
  void aMailWithoutADateHasThatOfItsArrivalThenOfItsLastStationThenTheEpoch() {
    var arrival = Instant.parse("2021-01-15T15:10:39Z");
    var received = "Received: by b; Fri, 15 Jan 2021 16:13:08 +0100 (CET)\nReceived: by a; Thu, 14 Jan 2021 10:00:00 +0000\n";
    var undated = "Date: Fri, 23 Aug 102 19:01:45 -0400\n";

    assertThat(date("Date: Fri, 23 Aug 2002 19:01:45 -0400\n" + received, arrival)).isEqualTo("2002-08-23T23:01:45Z");
    assertThat(date(undated + received, arrival)).isEqualTo(arrival);
    assertThat(date(undated + received, null)).isEqualTo("2021-01-15T15:13:08Z");
    assertThat(date(undated, null)).isEqualTo(Instant.EPOCH);
  }

  private static Instant date(String header, Instant arrival) {
    return Letter.of(new RawMail((header + "\nbody\n").getBytes(), arrival, null)).date();
  }
}
