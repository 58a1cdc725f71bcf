package io.tributary.records.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class ProfileIT {

  @Test
  void aProfileTellsWhatIdentifiesAndWhatDoesNot(@Autowired Api service) {
    var api = service.asTenant();
    api.people("people");
    var id = api.record("people", """
        {"first_name": "Ed", "work_email": "Ed.Tanous@GMail.com", "other_email": ["ed@tanous.net", "not an address"],
         "phone": "020 7946 0018", "linkedin": "https://www.linkedin.com/in/ed-tanous/"}""");

    var profile = api.get("/api/records/%d/profile/".formatted(id)).expect(200);

    var identifiers = profile.path("identifiers");
    assertThat(identifiers.propertyNames()).containsExactly("email", "whatsapp", "linkedin");
    assertThat(identifiers.path("email")).extracting(known -> known.path("canonical").asString()).containsExactly("edtanous@gmail.com", "ed@tanous.net");
    assertThat(identifiers.path("email")).extracting(known -> known.path("triggers_sync").asBoolean()).containsExactly(true, false);
    assertThat(identifiers.path("whatsapp").get(0).path("canonical").asString()).isEqualTo("+442079460018");
    assertThat(identifiers.path("linkedin").get(0).path("raw").asString()).contains("ed-tanous");
    assertThat(profile.path("rejected")).extracting((JsonNode rejected) -> rejected.path("field").asString()).containsExactly("other_email");
    assertThat(profile.path("rejected").get(0).path("reason").asString()).isNotBlank();
    assertThat(profile.path("auto_sync_enabled").asBoolean()).isTrue();
    assertThat(profile.path("record_id").asLong()).isEqualTo(id);
  }

  @Test
  void aRecordWithoutIdentifiersHasAnEmptyProfile(@Autowired Api service) {
    var api = service.asTenant();
    api.people("people");

    var profile = api.get("/api/records/%d/profile".formatted(api.record("people", "{\"work_email\": \" \"}"))).expect(200);

    assertThat(profile.path("identifiers").path("email")).isEmpty();
    assertThat(profile.path("rejected")).isEmpty();
  }

  /** Which values are none is the language's to say and tested there; here: they are kept, reported, and nobody is found by them. */
  @Test
  void valuesThatCannotBeAreKeptAndReportedAndNeverMatched(@Autowired Api service) {
    var api = service.asTenant();
    api.people("people");
    var addresses = List.of("ed", "ed@", "@tanous.net", "ed@@tanous.net", "ed tanous@net", "n/a", "none@none.com", "ed@tanous.net, ada@a.org",
        "ed@tanous net", "x".repeat(100_000) + "@a.org");
    var numbers = List.of("0", "123", "000 000 0000", "+0 20 7946 0018", "call me", "+44" + "1".repeat(40), "x".repeat(100_000));
    var id = api.record("people", JsonMapper.shared().writeValueAsString(
        Map.of("other_email", addresses, "phone", numbers, "linkedin", List.of("https://example.org/in/ed", "linkedin", "javascript:alert(1)"))));

    var profile = api.get("/api/records/%d/profile".formatted(id)).expect(200);

    assertThat(profile.path("identifiers")).hasToString("{\"email\":[],\"whatsapp\":[],\"linkedin\":[]}");
    assertThat(profile.path("rejected")).extracting(rejected -> rejected.path("raw").asString())
        .containsExactlyElementsOf(Stream.concat(addresses.stream(), numbers.stream()).toList());
    assertThat(profile.path("rejected")).allSatisfy(rejected -> assertThat(rejected.path("reason").asString()).isNotBlank());
    assertThat(api.post("/api/records/%d/sync".formatted(id), "{}").status()).as("nothing to look for").isIn(202, 409, 422);
  }
}
