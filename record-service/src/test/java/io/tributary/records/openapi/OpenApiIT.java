package io.tributary.records.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class OpenApiIT {

  @Test
  void theDescriptionSaysWhatTheApiDoes(@Autowired Api api) {
    var description = api.get("/openapi").expect(200);

    var paths = description.path("paths");
    assertThat(paths.propertyNames()).contains(
        "/api/pipelines", "/api/pipelines/{id}", "/api/pipelines/{id}/duplicate-rules", "/api/pipelines/{id}/fields",
        "/api/pipelines/{id}/sync-triggers", "/api/records", "/api/records/{id}", "/api/records/import",
        "/api/records/{id}/profile", "/api/records/{id}/sync", "/api/records/{id}/sync_status", "/api/records/{id}/sync-events", "/api/sync-jobs").noneMatch(path -> path.startsWith("/internal"));
    assertThat(paths.path("/api/records").path("get").path("parameters")).extracting(parameter -> parameter.path("name").asString())
        .containsExactly("pipeline", "limit", "cursor");
    assertThat(paths.path("/api/records/{id}").path("get").path("parameters")).extracting(parameter -> parameter.path("name").asString())
        .containsExactly("id");
    assertThat(paths.path("/api/records/import").path("post").path("requestBody").path("content").propertyNames())
        .contains("text/csv", "application/x-ndjson");
    assertThat(description.path("components").path("securitySchemes").path("token").path("scheme").asString()).isEqualTo("bearer");
  }

  @Test
  void itsNamesAreThoseOfTheJson(@Autowired Api api) {
    var schemas = api.get("/openapi/").expect(200).path("components").path("schemas");

    assertThat(schemas.path("RecordView").path("properties").propertyNames())
        .containsExactlyInAnyOrder("id", "pipeline", "source", "external_id", "data", "version", "created_at", "updated_at");
    assertThat(schemas.path("JobView").path("properties").propertyNames()).contains("provider_calls", "error_class", "next_attempt");
    assertThat(schemas.propertyNames()).doesNotContain("JsonNode", "Tenant", "Caller", "PageRequest");
  }

  @Test
  void withoutAToken(@Autowired Api api) {
    assertThat(api.withToken(null).get("/openapi").status()).isEqualTo(200);
    assertThat(api.withToken(null).get("/").status()).isEqualTo(200);
  }
}
