package io.tributary.participants.links;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.CommunicationObserved;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.participants.Chat;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A chat that the provider returned for a number which its attendee does not show. */
@ResolverTest
class ProviderLookupIT {

  @Autowired private Resolver all;
  private Resolver tenant;

  @BeforeEach
  void aTenantWhoseRecordHoldsTheNumber() {
    tenant = all.ofNewTenant();
    tenant.apply(record(1).phone(Chat.NUMBER.getRaw()));
  }

  @Test
  void aChatFoundByANumberThatItsAttendeeHidesIsLinkedByLookup() {
    tenant.observe(foundByNumber("a"));

    assertThat(method()).isEqualTo("PROVIDER_LOOKUP 0.85");
  }

  @Test
  void aNumberThatItsAttendeeShowsIsAMatchOfTheNumber() {
    tenant.observe(Chat.messageFoundBy(tenant, "a", List.of(Chat.NUMBER), Chat.LID, Chat.NUMBER));

    assertThat(method()).isEqualTo("PHONE_MATCH 0.9");
  }

  @Test
  void theEndIsTheSameWhetherTheNumberIsShownBeforeOrAfterItWasLookedUp() {
    // When
    tenant.observe(foundByNumber("a"));
    tenant.observe(Chat.message(tenant, "b", Chat.LID, Chat.NUMBER));
    // Then
    assertThat(method()).isEqualTo("PHONE_MATCH 0.9");

    // When
    tenant = all.ofNewTenant();
    tenant.apply(record(1).phone(Chat.NUMBER.getRaw()));
    tenant.observe(Chat.message(tenant, "b", Chat.LID, Chat.NUMBER));
    tenant.observe(foundByNumber("a"));
    // Then
    assertThat(method()).isEqualTo("PHONE_MATCH 0.9");
  }

  @Test
  void aRecordThatHoldsAnotherNumberOfTheAttendeeIsNotPassedOver() {
    // Given
    var shown = PhoneNumbers.identify("+44 20 7946 0999", null).found().orElseThrow();
    tenant.apply(record(2).phone(shown.getRaw()));

    // When
    tenant.observe(Chat.messageFoundBy(tenant, "a", List.of(Chat.NUMBER), Chat.LID, shown));

    // Then
    assertThat(tenant.link(Chat.LID.getRaw())).isEqualTo("AMBIGUOUS 1,2");
    assertThat(tenant.rows("select candidate_reasons from participant_links where tenant = ?", tenant.tenant()).getFirst().get(0, String[].class))
        .containsExactly("provider_lookup", "phone_match");
  }

  private CommunicationObserved foundByNumber(String id) {
    return Chat.messageFoundBy(tenant, id, List.of(Chat.NUMBER), Chat.LID);
  }

  private String method() {
    var link = tenant.rows("select method, confidence from participant_links where tenant = ? and record_id = 1", tenant.tenant()).getFirst();
    return link.get(0, String.class) + " " + link.get(1, Double.class);
  }
}
