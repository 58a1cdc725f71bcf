package io.tributary.channels.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.channels.MessagePage;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.Search;
import io.tributary.events.LearntBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What channel sync relies on, whatever the channel. A channel's test implements this over a provider with known content. */
public interface ChannelContract {

  long RECORD = 66;

  ChannelWorld world();

  @Test
  default void aWalkShowsEveryMessageOnce() {
    var pages = walk(null);

    var ids = new HashSet<String>();
    pages.forEach(page -> page.ids().forEach(id -> assertThat(ids.add(id)).as("%s is on one page only", id).isTrue()));
    assertThat(ids).hasSize(world().messages());
    assertThat(pages).hasSizeGreaterThan(1);
  }

  @Test
  default void pagesComeNewestFirst() {
    // A page may only look something up: then there is nothing on it.
    var newest = walk(null).stream().filter(page -> !page.ids().isEmpty()).map(MessagePage::newest).toList();

    assertThat(newest).doesNotContainNull().isSortedAccordingTo(Comparator.<Instant>naturalOrder().reversed());
  }

  @Test
  default void aWalkSinceAMomentShowsOnlyWhatIsNewer() {
    var shown = walk(world().middle()).stream().mapToInt(page -> page.ids().size()).sum();

    assertThat(shown).isEqualTo(world().newer());
  }

  @Test
  default void aPersonNobodyKnowsIsOneEmptyLastPage() {
    var page = world().channel().page(new Search(world().account(), RECORD, List.of("nobody@nowhere.invalid"), null, null));

    assertThat(page.ids()).isEmpty();
    assertThat(page.messages()).isEmpty();
    assertThat(page.cursor()).isNull();
    assertThat(page.newest()).isNull();
  }

  @Test
  default void observationsSayWhoseTheyAreAndHowTheyWereLearnt() {
    var account = world().account();

    assertThat(walk(null)).flatExtracting(MessagePage::messages).allSatisfy(observation -> {
      var event = observation;
      assertThat(event.getTenant()).isEqualTo(account.tenant());
      assertThat(event.getChannel()).isEqualTo(world().channel().kind());
      assertThat(event.getCopy().getAccount()).isEqualTo(account.id());
      assertThat(event.getCopy().getProviderId()).isNotBlank();
      assertThat(event.getLearntBy()).isEqualTo(LearntBy.SYNC);
      assertThat(event.getFoundFor()).isEqualTo(RECORD);
      assertThat(event.getParticipants()).isNotEmpty();
    });
  }

  @Test
  default void theSameQuestionAgainHasTheSameAnswer() {
    var first = world().channel().page(new Search(world().account(), RECORD, world().forms(), null, null));
    var again = world().channel().page(new Search(world().account(), RECORD, world().forms(), null, null));

    assertThat(again.ids()).isEqualTo(first.ids());
    assertThat(again.messages()).extracting(it -> it.getExternalId())
        .isEqualTo(first.messages().stream().map(it -> it.getExternalId()).toList());
  }

  @Test
  default void anAccountsProfileSaysThatItIsUsableAndWhatIsItsOwn() {
    var profile = world().channel().profile(world().account().id());

    assertThat(profile.status()).isEqualTo(io.tributary.events.ConnectionStatus.OK);
    assertThat(profile.own()).isNotEmpty();
  }

  @Test
  default void anAccountThatIsNotThereIsRefusedForGood() {
    assertThatThrownBy(() -> world().channel().profile(world().unknownAccount()))
        .isInstanceOfSatisfying(ProviderFailed.class, failed -> assertThat(failed.failure().passes()).isFalse());
  }

  private List<MessagePage> walk(@Nullable Instant after) {
    var pages = new ArrayList<MessagePage>();
    String cursor = null;
    do {
      var page = world().channel().page(new Search(world().account(), RECORD, world().forms(), after, cursor));
      pages.add(page);
      cursor = page.cursor();
      assertThat(pages.size()).as("pages of a walk that ends").isLessThan(1_000);
    } while (cursor != null);
    return pages;
  }
}
