package io.tributary.channels.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.MessagePage;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenWalkTest {

  private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
  private static final Instant NEWEST = Instant.parse("2026-01-05T00:00:00Z");
  private static final ConnectedAccount ACCOUNT = new ConnectedAccount("acme", "box", Set.of());

  private final OpenWalk walk = OpenWalk.fresh(ACCOUNT, List.of("ada@example.org"), null, null, START);

  @Test
  void completeUntilIsTheNewestItemOfTheFirstPageAndMovesWithTheLastPageOnly() {
    var second = (OpenWalk) walk.after(page("c1", NEWEST, "m2"));
    var end = (CompletedWalk) second.after(page(null, NEWEST.minusSeconds(60), "m1"));

    assertThat(end.completeUntil()).isEqualTo(NEWEST);
    assertThat(end.full()).isTrue();
  }

  @Test
  void aDateInTheFutureDoesNotHideWhatComesTomorrow() {
    var end = (CompletedWalk) walk.after(page(null, START.plusSeconds(86_400), "m1"));

    assertThat(end.completeUntil()).isEqualTo(START);
  }

  @Test
  void anEmptyListLeavesTheNextWalkFull() {
    var end = (CompletedWalk) walk.after(page(null, null));

    assertThat(end.completeUntil()).isNull();
  }

  @Test
  void aCursorThatComesAgainEndsTheWalk() {
    var second = (OpenWalk) walk.after(page("c1", NEWEST, "m3"));
    var third = (OpenWalk) second.after(page("c2", NEWEST, "m2"));

    assertThatThrownBy(() -> third.after(page("c1", NEWEST, "m1"))).isInstanceOf(ProviderFailed.class).hasMessageContaining("page 3");
  }

  @Test
  void aPageThatComesAgainUnderAnotherCursorEndsTheWalk() {
    var second = (OpenWalk) walk.after(page("c1", NEWEST, "m3", "m2"));

    assertThatThrownBy(() -> second.after(page("c2", NEWEST, "m2", "m3"))).isInstanceOf(ProviderFailed.class);
  }

  @Test
  void aCursorLeftByAnotherWorkerAndRefusedBeginsTheWalkAgain() {
    var left = new OpenWalk(ACCOUNT, List.of("ada@example.org"), null, null, START, NEWEST, "old", 3, true, 1, OpenWalk.Trail.NONE);
    var refusal = new ProviderFailed(ProviderFailure.CALLER_BUG, "bad cursor");

    var again = (OpenWalk) left.again(refusal);

    assertThat(again.cursor()).isNull();
    assertThatThrownBy(() -> again.again(refusal)).isSameAs(refusal);
  }

  private static MessagePage page(@Nullable String cursor, @Nullable Instant newest, String... ids) {
    return new MessagePage(List.of(), Set.of(ids), 0, 0, newest, Set.of(), cursor);
  }
}
