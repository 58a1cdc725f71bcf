package io.tributary.system.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.system.guarantees.Guarantee;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The guarantees notice what they are there for. */
class QueueGuaranteesTest {

  private static final Instant T = Instant.parse("2003-02-01T04:00:00Z");
  private static final RecordKey RECORD = new RecordKey(QueueSettings.TIGHT, 1);

  private final Wishes wishes = new Wishes();
  private final List<Hand.Happened> happened = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();

  QueueGuaranteesTest() {
    given("+1", 0);
    given("+2", 1);
  }

  @Test
  void aChangeThatIsSyncedWithinTheCooldownBreaksIt() {
    job(0, "COMPLETED", false, "");
    job(2, "COMPLETED", false, "");

    assertThat(breaches(new TheCooldownHolds())).hasSize(1);
  }

  @Test
  void aChangeThatIsSyncedInPlaceOfWhatWasLeftBreaksIt() {
    job(0, "PARTIAL", false, "");
    job(2, "COMPLETED", false, "");
    asked("+2", 2);

    assertThat(breaches(new TheCooldownHolds())).hasSize(1);
  }

  @Test
  void whatWasForcedOrLeftOrTakenOverDoesNotBreakIt() {
    job(0, "PARTIAL", false, "");
    job(2, "COMPLETED", false, "");
    job(6, "FAILED", false, "The worker stopped in mid-run; the next job continues its walks.");
    job(8, "COMPLETED", false, "");
    job(9, "COMPLETED", true, "");

    assertThat(breaches(new TheCooldownHolds())).isEmpty();
  }

  @Test
  void aCallWithoutAJobIsNoticedUnlessSomebodyHasJustWokenInTheMiddleOfOne() {
    askedInTheJobThatEndsAt(90);
    asked("+1", 100);
    assertThat(breaches(new EveryCallHasItsJob())).hasSize(1);

    happened(Hand.Kind.ASLEEP, 90, 97);
    assertThat(breaches(new EveryCallHasItsJob())).isEmpty();
  }

  @Test
  void whoWasKilledExcusesNoCall() {
    askedInTheJobThatEndsAt(90);
    asked("+1", 100);

    happened(Hand.Kind.KILLED, 90, 97);
    assertThat(breaches(new EveryCallHasItsJob())).hasSize(1);
  }

  @Test
  void whoSleepsOrHasLongBeenAwakeExcusesNoCall() {
    askedInTheJobThatEndsAt(90);
    asked("+1", 96);
    asked("+1", 102);

    happened(Hand.Kind.ASLEEP, 90, 97);
    assertThat(breaches(new EveryCallHasItsJob())).hasSize(2);
  }

  @Test
  void whoHasJustWokenExcusesNoCallForARecordThatWasNobodysWhenItFellAsleep() {
    askedInTheJobThatEndsAt(91);
    asked("+1", 100);

    happened(Hand.Kind.ASLEEP, 90, 97);
    assertThat(breaches(new EveryCallHasItsJob())).hasSize(1);
  }

  @Test
  void thatManyCallsNeedTheExcuseIsNoticed() {
    job(90, "COMPLETED", false, "");
    asked("+1", 100);

    happened(Hand.Kind.ASLEEP, 90, 97);
    assertThat(breaches(new EveryCallHasItsJob())).containsExactly("1 of 1 calls were made without a job, by who had just woken");
  }

  @Test
  void moreCallsThanWereSavedUpAndCameBackAreNoticedLongBeforeAnHour() {
    int most = (int) TheBudgetHolds.most(QueueSettings.rate(RECORD.tenant()), Duration.ZERO);
    IntStream.range(0, most).forEach(_ -> asked("+1", 0));
    assertThat(breaches(new TheBudgetHolds())).isEmpty();

    asked("+1", 0);
    assertThat(breaches(new TheBudgetHolds())).hasSize(1);
  }

  @Test
  void aLastChangeThatNobodyAskedForIsNoticed() {
    asked("+1", 0);
    assertThat(breaches(new EveryLastChangeIsSynced())).hasSize(1);

    asked("+2", 1);
    assertThat(breaches(new EveryLastChangeIsSynced())).isEmpty();
  }

  @Test
  void aJobThatIsDatedByAWrongClockIsNoticed() {
    job(600, "COMPLETED", false, "");

    assertThat(breaches(new NothingIsDatedByAWrongClock())).hasSize(1);
  }

  private List<String> breaches(Guarantee<QueueEvidence> guarantee) {
    return guarantee.breaches(new QueueEvidence(
        T, T.plusSeconds(120), T.plusSeconds(120), wishes, happened, calls, jobs, List.of(), Map.of(RECORD.tenant(), List.of("account"))));
  }

  private void given(String number, long second) {
    wishes.changed(RECORD, new Wishes.Change(T.plusSeconds(second), wishes.nextVersion(RECORD), new Person(number, Map.of())));
  }

  private void happened(Hand.Kind kind, long from, long until) {
    happened.add(new Hand.Happened(kind, T.plusSeconds(from), T.plusSeconds(until)));
  }

  private void askedInTheJobThatEndsAt(long second) {
    job(second, "COMPLETED", false, "");
    IntStream.range(0, 10).forEach(_ -> asked("+1", second));
  }

  private void asked(String number, long second) {
    calls.add(new Call(T.plusSeconds(second), "account", RECORD, number, true));
  }

  private void job(long second, String status, boolean bidden, String error) {
    jobs.add(new Job(RECORD, T.plusSeconds(second), T.plusSeconds(second), status, bidden, 3, error));
  }
}
