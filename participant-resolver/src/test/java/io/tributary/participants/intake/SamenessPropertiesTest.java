package io.tributary.participants.intake;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What joins of participants and merges of conversations rest on: whatever a batch says is the same, in whatever order. */
class SamenessPropertiesTest {

  private static final String SEED = "20261122";

  @Property(seed = SEED)
  void theOrderInWhichThingsAreNamedTogetherDoesNotMatter(@ForAll("same") List<List<Long>> same, @ForAll Random random) {
    var otherwise = new ArrayList<>(same.stream().map(ids -> inAnotherOrder(ids, random)).toList());
    Collections.shuffle(otherwise, random);

    assertThat(groups(otherwise)).isEqualTo(groups(same));
    assertThat(survivors(otherwise).byId()).isEqualTo(survivors(same).byId());
  }

  @Property(seed = SEED)
  void whatIsNamedTogetherIsInOneGroupAndNothingIsInTwo(@ForAll("same") List<List<Long>> same) {
    var groups = groups(same);

    assertThat(same).allMatch(ids -> groups.stream().anyMatch(group -> group.containsAll(ids)));
    assertThat(groups.stream().mapToInt(Set::size).sum()).isEqualTo(same.stream().flatMap(List::stream).distinct().count());
  }

  @Property(seed = SEED)
  void theOldestOfAGroupSurvivesAndAllOthersGoStraightIntoIt(@ForAll("same") List<List<Long>> same) {
    var merges = survivors(same).merges();

    for (var group : groups(same)) {
      var oldest = Collections.min(group);
      var going = group.stream().filter(id -> !id.equals(oldest)).map(id -> new Merge("acme", id, oldest)).toList();
      assertThat(merges.containsAll(going)).as("%s into %d in %s", group, oldest, merges).isTrue();
    }
    var survive = merges.stream().map(Merge::into).toList();
    assertThat(merges).extracting(Merge::from).isSorted().doesNotHaveDuplicates().noneMatch(survive::contains);
  }

  @Provide
  Arbitrary<List<List<Long>>> same() {
    return Arbitraries.longs().between(1, 50).list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(40);
  }

  private static Set<Set<Long>> groups(List<List<Long>> same) {
    var groups = new Groups<Long>();
    same.forEach(groups::together);
    return groups.all().stream().map(Set::copyOf).collect(toSet());
  }

  private static Survivors survivors(List<List<Long>> same) {
    var survivors = new Survivors();
    same.forEach(ids -> survivors.same("acme", ids));
    return survivors;
  }

  private static List<Long> inAnotherOrder(List<Long> list, Random random) {
    var copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }
}
