package io.tributary.participants.timeline;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Api;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Bulk mail is stored and marked, and left out of timelines where the tenant asks for that. */
@ResolverTest
class BulkMailIT {

  @Autowired private Resolver all;
  @Autowired private Api api;

  @Test
  void conversationsOfNothingButBulkMailAreLeftOutAsLongAsTheTenantWants() {
    // Given a letter, a newsletter, and a thread that began on a list
    var tenant = all.ofNewTenant();
    tenant.apply(record(1).email("ada@acme.test"));
    tenant.observe(Mail.from("ada@acme.test").id("letter").subject("letter").at(3),
        Mail.from("ada@acme.test").id("news").subject("news").list("news@acme.test").at(2),
        Mail.from("ada@acme.test").id("list").subject("thread").list("news@acme.test").at(1),
        Mail.from("ada@acme.test").id("answer").inReplyTo("list").subject("thread").at(0));
    assertThat(timeline(tenant)).containsExactly("letter", "news", "thread");

    // When, Then
    tenant.leaveOutBulkMail(1, true);
    assertThat(timeline(tenant)).containsExactly("letter", "thread");
    tenant.leaveOutBulkMail(2, false);
    assertThat(timeline(tenant)).containsExactly("letter", "news", "thread");
  }

  private List<String> timeline(Resolver tenant) {
    return api.get(tenant.tenant(), "/api/records/1/conversations", 200).path("items").values().stream()
        .map(conversation -> conversation.path("subject").asString()).toList();
  }
}
