package io.tributary.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.chat.ChatStep.Ask;
import io.tributary.channels.chat.ChatStep.ChatToRead;
import io.tributary.channels.chat.ChatStep.Find;
import io.tributary.channels.chat.ChatStep.Read;
import io.tributary.channels.chat.ChatStep.Scan;
import io.tributary.channels.chat.ChatStep.Who;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTrailTest {

  private static final Who ADA = new Who(List.of("PHONE +33660036335"), List.of("WHATSAPP_LID 1@lid"), "Ada");
  private static final Who BOB = new Who(List.of("PHONE +33660036336"), List.of(), null);
  private static final ChatToRead CHAT = new ChatToRead("c1", "33660036335@s.whatsapp.net", false, 0, "Offer", "INBOX", ADA);

  @Test
  void whoeverTakesTheWalkOverFindsEveryStepAsItWas() {
    var trail = new ChatTrail(List.of(new Find(List.of("a", "b"), ADA, "p2"), new Scan(BOB, 3), new Ask(CHAT), new Read(CHAT, "m2")));

    var cursor = trail.cursor();

    assertThat(cursor).isNotNull();
    assertThat(ChatTrail.read(cursor)).isEqualTo(trail);
  }

  @Test
  void aTrailWithoutStepsIsTheLastPages() {
    assertThat(new ChatTrail(List.of()).cursor()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "{}", "{\"steps\":[{\"do\":\"fly\"}]}", "null"})
  void aCursorThatIsNotOursIsRefusedSoThatTheWalkBeginsAnew(String cursor) {
    assertThatThrownBy(() -> ChatTrail.read(cursor))
        .isInstanceOfSatisfying(ProviderFailed.class, it -> assertThat(it.failure()).isEqualTo(ProviderFailure.CALLER_BUG));
  }

  @Test
  void allChatsAreFoundBeforeTheFirstIsRead() {
    var trail = new ChatTrail(List.of(new Find(List.of("a"), ADA, null), new Find(List.of("b"), BOB, null)));

    var then = trail.then(List.of(new Read(CHAT, null)));

    assertThat(then.first()).isEqualTo(new Find(List.of("b"), BOB, null));
    assertThat(then.leadsTo("c1")).isTrue();
    assertThat(then.leadsTo("c2")).isFalse();
    assertThat(then.leadsTo(ADA)).as("a chat of theirs is behind the first step").isTrue();
    assertThat(then.leadsTo(BOB)).as("the first step itself").isFalse();
  }
}
