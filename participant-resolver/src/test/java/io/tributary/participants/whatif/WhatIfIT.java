package io.tributary.participants.whatif;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Api;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What would become of links is told by the same rules, and nothing becomes of them. */
@ResolverTest
class WhatIfIT {

  private static final String PATH = "/api/links/what-if";

  @Autowired private Resolver all;
  @Autowired private Api api;

  @Test
  void whatWouldChangeIsCountedWithSamplesAndNothingChanges() {
    // Given
    var tenant = all.ofNewTenant();
    tenant.apply(record(1).email("ada@acme.test"), record(2).email("bob@acme.test"), record(3).email("eve@acme.test"));
    tenant.observe(Mail.from("ada@acme.test"), Mail.from("bob@acme.test"), Mail.from("eve@acme.test"), Mail.from("kim@acme.test"));
    var before = tenant.everything();

    // When 1 lets go of Ada's and holds Kim's address, and 2 holds Eve's besides
    var answer = api.send(tenant.tenant(), "POST", PATH, """
        {"records": [
          {"record_id": 1, "identifiers": [{"field": "other_email", "kind": "EMAIL", "canonical": "kim@acme.test"}]},
          {"record_id": 2, "identifiers": [{"field": "work_email", "kind": "EMAIL", "canonical": "bob@acme.test", "requires": []},
            {"field": "other_email", "kind": "EMAIL", "canonical": "eve@acme.test"}]},
          {"record_id": 77, "identifiers": []}]}""", 200);

    // Then
    assertThat(counts(answer)).isEqualTo("2 records: link 1, move 0, unlink 1, ambiguous 1");
    assertThat(answer.path("samples").values().stream().map(one -> one.path("change").asString() + " " + one.path("handle").asString()))
        .containsExactlyInAnyOrder("unlink ada@acme.test", "ambiguous eve@acme.test", "link kim@acme.test");
    assertThat(tenant.everything()).isEqualTo(before);
  }

  @Test
  void whatIsNoStateIsRefused() {
    api.send("tenant-what-if", "POST", PATH, "{}", 422);
    api.send("tenant-what-if", "POST", PATH, "{\"records\": [{}]}", 422);
    api.send("tenant-what-if", "POST", PATH,
        "{\"records\": [{\"record_id\": 1, \"identifiers\": [{\"field\": \"a\", \"kind\": \"PLANET\", \"canonical\": \"mars\"}]}]}", 422);
  }

  private static String counts(JsonNode answer) {
    return "%d records: link %d, move %d, unlink %d, ambiguous %d".formatted(answer.path("records").asInt(), answer.path("would_link").asInt(),
        answer.path("would_move").asInt(), answer.path("would_unlink").asInt(), answer.path("would_be_ambiguous").asInt());
  }
}
