package io.tributary.participants.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

  private static <T> Set<Set<T>> asSets(Groups<T> groups) {
    return groups.all().stream().map(Set::copyOf).collect(Collectors.toSet());
  }
}
