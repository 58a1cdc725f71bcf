package io.tributary.participants.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GroupsTest {

  @Test
  void whatIsNamedTogetherIsOneGroup() {
    var groups = new Groups<String>();
    groups.together(List.of("a", "b"));
    groups.together(List.of("c"));
    groups.together(List.of("d", "b"));

    assertThat(asSets(groups)).containsExactlyInAnyOrder(Set.of("a", "b", "d"), Set.of("c"));
    assertThat(groups.rootOf("a")).isEqualTo(groups.rootOf("d")).isNotEqualTo(groups.rootOf("c"));
  }

  @RepeatedTest(20)
  void theOrderDoesNotMatter(RepetitionInfo repetition) {
    // Given
    var random = new Random(repetition.getCurrentRepetition());
    var links = IntStream.range(0, 60).mapToObj(_ -> List.of(random.nextInt(50), random.nextInt(50))).collect(Collectors.toList());
    var one = new Groups<Integer>();
    links.forEach(one::together);

    // When
    Collections.shuffle(links, random);
    var other = new Groups<Integer>();
    links.forEach(other::together);

    // Then
    assertThat(asSets(other)).isEqualTo(asSets(one));
  }

  private static <T> Set<Set<T>> asSets(Groups<T> groups) {
    return groups.all().stream().map(Set::copyOf).collect(Collectors.toSet());
  }
}
