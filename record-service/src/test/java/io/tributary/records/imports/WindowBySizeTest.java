package io.tributary.records.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WindowBySizeTest {

  @Test
  void aWindowIsFullByNumber() {
    assertThat(windows(3, 100, "a", "b", "c", "d", "e", "f", "g")).containsExactly(List.of("a", "b", "c"), List.of("d", "e", "f"), List.of("g"));
  }

  @Test
  void aWindowIsFullBySize() {
    assertThat(windows(100, 5, "aa", "bbb", "c", "dddd", "ee")).containsExactly(List.of("aa", "bbb"), List.of("c", "dddd"), List.of("ee"));
  }

  @Test
  void whatIsLargerThanAWindowHasOneOfItsOwn() {
    assertThat(windows(100, 5, "a", "bbbbbbbb", "c")).containsExactly(List.of("a"), List.of("bbbbbbbb"), List.of("c"));
  }

  @Test
  void nothingIsNoWindow() {
    assertThat(windows(3, 5)).isEmpty();
  }

  @Test
  void aGathererMayBeUsedAgain() {
    var gatherer = WindowBySize.<String>of(2, 100, String::length);

    assertThat(Stream.of("a", "b", "c").gather(gatherer)).hasSize(2);
    assertThat(IntStream.range(0, 5).mapToObj(String::valueOf).gather(gatherer)).hasSize(3);
  }

  private static List<List<String>> windows(int most, long largest, String... elements) {
    return Stream.of(elements).gather(WindowBySize.of(most, largest, String::length)).toList();
  }
}
