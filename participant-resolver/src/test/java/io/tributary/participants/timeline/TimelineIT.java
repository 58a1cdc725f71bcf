package io.tributary.participants.timeline;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Visibility;
import io.tributary.participants.Api;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ResolverTest
class TimelineIT {

  private static final String ADA = "ada@acme.test";

  @Autowired private Resolver all;
  @Autowired private Api api;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
    tenant.apply(record(1).email(ADA), record(2).email("bob@home.test"));
  }

  @Test
  void aRecordsConversationsComeNewestFirst() {
    // Given three threads of Ada's; the oldest has the newest answer
    tenant.observe(
        Mail.from(ADA).to("bob@home.test").id("a").at(0).subject("First"),
        Mail.from("kim@home.test").to(ADA).id("b").at(10).subject("Second"),
        Mail.from(ADA).to("kim@home.test").id("c").at(20).subject("Third"),
        Mail.from("bob@home.test").to("kim@home.test").id("d").at(25).subject("None of hers"),
        Mail.from("bob@home.test").cc(ADA, "eve@home.test").id("e").inReplyTo("a").at(30).subject("Re: First"));

    // When
    var conversations = items("/api/records/1/conversations");

    // Then
    assertThat(conversations).extracting(each -> each.path("subject").asString()).containsExactly("First", "Third", "Second");
    var first = conversations.getFirst();
    assertThat(first.path("last_message_at").asString()).startsWith("2026-03-02T08:30");
    assertThat(first.path("channel").asString()).isEqualTo("EMAIL");
    assertThat(first.path("type").asString()).as("three take part").isEqualTo("group");
    assertThat(first.path("message_count").asInt()).isEqualTo(2);
    assertThat(first.path("participants_count").asInt()).isEqualTo(3);
    assertThat(first.path("participants").get(0).path("handle").asString()).as("the record's own go first").isEqualTo(ADA);
    assertThat(first.path("participants").get(0).path("record_id").asLong()).isEqualTo(1);
    assertThat(first.path("participants").get(1).path("record_id").asLong()).isEqualTo(2);
    assertThat(first.path("participants").get(1).path("display_name").asString()).isEqualTo("bob");
  }

  @Test
  void pagesHoldEverythingOnceAlsoWhereTimesAreEqual() {
    for (int i = 0; i < 23; i++) {
      tenant.observe(Mail.from(ADA).id("m" + i).at(i / 5));
    }

    var pages = api.pages(tenant.tenant(), "/api/records/1/conversations", 5);

    assertThat(pages).hasSize(5);
    var every = new ArrayList<JsonNode>();
    pages.forEach(every::addAll);
    assertThat(every).extracting(each -> each.path("id").asLong()).hasSize(23).doesNotHaveDuplicates();
    assertThat(every).extracting(each -> each.path("last_message_at").asString()).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void messagesOfAConversationComeNewestFirstAndPageByPage() {
    tenant.connect("account-1", 1, Visibility.FULL, "eve@ours.test");
    tenant.observe(Mail.from("eve@ours.test").to(ADA).cc("bob@home.test").id("m0").at(0).subject("Engines").text("Dear Ada"));
    for (int i = 1; i < 12; i++) {
      tenant.observe(Mail.from(ADA).to("eve@ours.test").id("m" + i).inReplyTo("m" + (i - 1)).at(i));
    }
    var conversation = items("/api/records/1/conversations").getFirst().path("id").asLong();

    var pages = api.pages(tenant.tenant(), "/api/conversations/" + conversation + "/messages", 5);

    assertThat(pages).extracting(List::size).containsExactly(5, 5, 2);
    assertThat(pages.getFirst().getFirst().path("external_id").asString()).isEqualTo("m11");
    assertThat(pages.getFirst().getFirst().path("direction").asString()).isEqualTo("INBOUND");
    var oldest = pages.getLast().getLast();
    assertThat(oldest.path("external_id").asString()).isEqualTo("m0");
    assertThat(oldest.path("subject").asString()).isEqualTo("Engines");
    assertThat(oldest.path("text").asString()).isEqualTo("Dear Ada");
    assertThat(oldest.path("direction").asString()).isEqualTo("OUTBOUND");
    assertThat(oldest.path("bulk").asString()).isEqualTo("NONE");
    assertThat(oldest.path("sender").path("handle").asString()).isEqualTo("eve@ours.test");
    assertThat(oldest.path("participants").values()).extracting(each -> each.path("role").asString() + " " + each.path("handle").asString())
        .containsExactlyInAnyOrder("FROM eve@ours.test", "TO " + ADA, "CC bob@home.test");
    assertThat(oldest.path("participants").get(0)).as("who sent it goes first").isEqualTo(oldest.path("sender"));
    assertThat(oldest.path("sender").propertyNames()).containsExactly("id", "role", "display_name", "handle", "record_id");
    assertThat(oldest.path("participants").values()).filteredOn(each -> each.path("role").asString().equals("TO")).singleElement()
        .satisfies(ada -> assertThat(ada.path("record_id").asLong()).isEqualTo(1));
    assertThat(oldest.path("copies").values()).singleElement().satisfies(copy -> assertThat(copy.path("account").asString()).isEqualTo("account-1"));
  }

  @Test
  void aConversationThatWasMergedAnswersWithItsSurvivor() {
    tenant.observe(Mail.from(ADA).id("a").at(0));
    tenant.observe(Mail.from(ADA).id("c").at(2));
    var before = items("/api/records/1/conversations").stream().map(each -> each.path("id").asLong()).toList();

    tenant.observe(Mail.from(ADA).id("b").references("a", "c").at(1));

    assertThat(items("/api/records/1/conversations")).singleElement()
        .satisfies(each -> assertThat(each.path("message_count").asInt()).isEqualTo(3));
    assertThat(before).hasSize(2).allSatisfy(id ->
        assertThat(items("/api/conversations/" + id + "/messages")).extracting(each -> each.path("external_id").asString())
            .containsExactly("c", "b", "a"));
  }

  @Test
  void aRecordsParticipantsSayWhyTheyAreItsOwn() {
    tenant.observe(Mail.from("Ada@ACME.test").to("kim@home.test"), Mail.from(ADA));

    assertThat(items("/api/records/1/participants")).singleElement().satisfies(participant -> {
      assertThat(participant.path("method").asString()).isEqualTo("email_match");
      assertThat(participant.path("confidence").asDouble()).isEqualTo(0.95);
      assertThat(participant.path("messages").asInt()).isEqualTo(2);
      assertThat(participant.path("aliases").get(0).path("value").asString()).isEqualTo(ADA);
      assertThat(participant.path("reason").asString()).isEqualTo("one record holds it: email_match");
    });
  }

  @Test
  void summariesAndTotalsCount() {
    tenant.apply(record(3).email("nobody@wrote.test"), record(4).email("kim@home.test"), record(5).email("kim@home.test"));
    tenant.observe(
        Mail.from(ADA).to("bob@home.test").cc(ADA).id("a"),
        Mail.from("bob@home.test").to("kim@home.test").id("b").inReplyTo("a"),
        Mail.from(ADA).id("c"));

    var summaries = items("/api/record-summaries");

    assertThat(summaries).extracting(JsonNode::toString).containsExactly(
        "{\"record_id\":1,\"messages\":2,\"conversations\":2,\"participants\":3,\"linked\":1}",
        "{\"record_id\":2,\"messages\":2,\"conversations\":1,\"participants\":3,\"linked\":1}",
        "{\"record_id\":3,\"messages\":0,\"conversations\":0,\"participants\":0,\"linked\":0}",
        "{\"record_id\":4,\"messages\":0,\"conversations\":0,\"participants\":0,\"linked\":0}",
        "{\"record_id\":5,\"messages\":0,\"conversations\":0,\"participants\":0,\"linked\":0}");
    assertThat(api.pages(tenant.tenant(), "/api/record-summaries", 2)).extracting(List::size).containsExactly(2, 2, 1);
    assertThat(api.get(tenant.tenant(), "/api/communications/totals", 200).toString())
        .isEqualTo("{\"conversations\":2,\"messages\":3,\"participants\":3,\"linked\":2,\"ambiguous\":1,\"unlinked\":0}");
  }

  @Test
  void anAccountsVisibilityHidesWhatNoOtherAccountShows() {
    tenant.connect("private", 1, Visibility.METADATA);
    tenant.connect("half", 1, Visibility.SUBJECT);
    tenant.observe(
        Mail.from(ADA).id("a").at(1).account("private").subject("Secret a").text("secret a"),
        Mail.from(ADA).id("b").at(2).account("half").subject("Subject b").text("secret b"),
        Mail.from(ADA).id("c").at(3).account("private").subject("Secret c").text("text c"));
    tenant.observe(Mail.from(ADA).id("c").at(3).account("account-1").subject("Secret c").text("text c"));

    var conversations = items("/api/records/1/conversations");
    var messages = conversations.stream().flatMap(each -> items("/api/conversations/" + each.path("id").asLong() + "/messages").stream()).toList();

    assertThat(conversations).extracting(each -> each.path("subject").asString("-")).containsExactly("Secret c", "Subject b", "-");
    assertThat(messages).extracting(each -> each.path("subject").asString("-")).containsExactly("Secret c", "Subject b", "-");
    assertThat(messages).extracting(each -> each.path("text").asString("-")).containsExactly("text c", "-", "-");

    tenant.disconnect("private");
    assertThat(items("/api/conversations/" + conversations.getLast().path("id").asLong() + "/messages").getFirst().path("text").isNull()).isTrue();
  }

  @Test
  void anotherTenantSeesNothing() {
    tenant.observe(Mail.from(ADA).id("a"));
    var conversation = items("/api/records/1/conversations").getFirst().path("id").asLong();
    var other = all.ofNewTenant().tenant();

    assertThat(api.get(other, "/api/records/1/conversations", 200).path("items").isEmpty()).isTrue();
    assertThat(api.get(other, "/api/records/1/participants", 200).path("items").isEmpty()).isTrue();
    assertThat(api.get(other, "/api/record-summaries", 200).path("items").isEmpty()).isTrue();
    assertThat(api.get(other, "/api/conversations/" + conversation + "/messages", 404).path("detail").asString()).contains("conversation");
    assertThat(api.get(other, "/api/communications/totals", 200).path("messages").asInt()).isZero();
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThat(api.statusWithoutToken("/api/records/1/conversations")).isEqualTo(401);
    assertThat(api.get(tenant.tenant(), "/api/conversations/999999999/messages", 404).path("status").asInt()).isEqualTo(404);
    assertThat(api.get(tenant.tenant(), "/api/records/1/conversations?cursor=nonsense", 422).path("detail").asString()).contains("cursor");
    assertThat(api.get(tenant.tenant(), "/api/records/1/conversations/", 200).path("items").isEmpty()).as("with a slash at the end").isTrue();
  }

  private List<JsonNode> items(String path) {
    return List.copyOf(api.get(tenant.tenant(), path, 200).path("items").values());
  }
}
