package io.tributary.participants.decisions;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Api;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Overlap;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** People decide, and records merge, in the very moment in which something else is being stored. */
@ResolverTest
class DecisionsMeetChangesIT {

  private static final String ADA = "ada@acme.test";

  @Autowired private Resolver all;
  @Autowired private Api api;
  @Autowired private Overlap overlap;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
  }

  @Test
  void aRecordIsDeletedWhileAPersonLinksToIt() {
    tenant.apply(record(1));
    tenant.observe(Mail.from(ADA));
    var participant = tenant.participant(ADA);

    overlap.oneWhileTheOther(() -> tenant.apply(record(1).version(2).deleted()),
        () -> api.send(tenant.tenant(), "POST", "/api/participants/%d/link".formatted(participant), "{\"record_id\": 1}", 404));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
  }

  @Test
  void aRecordIsMergedWhileAPersonLinksToIt() {
    tenant.apply(record(1), record(2));
    tenant.observe(Mail.from(ADA));
    var participant = tenant.participant(ADA);

    overlap.oneWhileTheOther(() -> tenant.apply(record(1).version(2).mergedInto(2)),
        () -> api.send(tenant.tenant(), "POST", "/api/participants/%d/link".formatted(participant), "{\"record_id\": 1}", 200));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");
  }

  @Test
  void aParticipantIsJoinedToAnOlderOneWhileAPersonLinksIt() {
    tenant.apply(record(1));
    tenant.observe(Chat.message(tenant, "a", Chat.NUMBER));
    tenant.observe(Chat.message(tenant, "b", Chat.LID));
    var younger = tenant.participant(Chat.LID.getRaw());

    overlap.oneWhileTheOther(() -> tenant.observe(Chat.message(tenant, "c", Chat.NUMBER, Chat.LID)),
        () -> api.send(tenant.tenant(), "POST", "/api/participants/%d/link".formatted(younger), "{\"record_id\": 1}", 404));
    api.send(tenant.tenant(), "POST", "/api/participants/%d/link".formatted(younger), "{\"record_id\": 1}", 200);

    assertThat(tenant.link(Chat.NUMBER.getRaw())).as("the younger one's id leads to the older one").isEqualTo("LINKED 1");
  }

  @Test
  void somebodyIsBlockedWhileTheirFirstMailIsStored() {
    tenant.apply(record(1).email(ADA));

    overlap.oneWhileTheOther(() -> tenant.observe(Mail.from(ADA)),
        () -> api.send(tenant.tenant(), "POST", "/api/links/blocklist", "{\"kind\": \"address\", \"value\": \"%s\"}".formatted(ADA), 200));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
  }

  @Test
  void aDomainIsBlockedWhileTheFirstMailFromBelowItIsStored() {
    var below = "ada@eu.mail.acme.test";
    tenant.apply(record(1).email(below));

    overlap.oneWhileTheOther(() -> tenant.observe(Mail.from(below)),
        () -> api.send(tenant.tenant(), "POST", "/api/links/blocklist", "{\"kind\": \"domain\", \"value\": \"acme.test\"}", 200));

    assertThat(tenant.link(below)).isEqualTo("UNLINKED");
  }

  /** Neither sees the other's merge: one after the other, they see the whole chain. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoMergesOfOneChain(boolean lowerFirst) {
    tenant.apply(record(1).email(ADA), record(2), record(3));
    tenant.observe(Mail.from(ADA));
    Runnable lower = () -> tenant.apply(record(1).version(2).email(ADA).mergedInto(2));
    Runnable upper = () -> tenant.apply(record(2).version(2).mergedInto(3));

    overlap.oneWhileTheOther(lowerFirst ? lower : upper, lowerFirst ? upper : lower);

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSurvivorThatComesWhileARecordIsMergedIntoIt(boolean mergeFirst) {
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA));
    Runnable merge = () -> tenant.apply(record(1).version(2).email(ADA).mergedInto(2));
    Runnable survivor = () -> tenant.apply(record(2));

    overlap.oneWhileTheOther(mergeFirst ? merge : survivor, mergeFirst ? survivor : merge);

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");
  }
}
