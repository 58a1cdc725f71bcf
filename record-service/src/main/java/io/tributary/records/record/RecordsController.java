package io.tributary.records.record;

import io.tributary.records.pipeline.Pipeline;
import io.tributary.records.pipeline.Pipelines;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/records")
class RecordsController {

  private static final String OWN_SOURCE = "api";
  private static final int LONGEST_NAME = 200;

  private final Records records;
  private final Pipelines pipelines;

  RecordsController(Records records, Pipelines pipelines) {
    this.records = records;
    this.pipelines = pipelines;
  }

  record NewRecord(@Nullable String pipeline, @Nullable JsonNode data, @Nullable String source, @Nullable String externalId) {}

  record ChangedRecord(@Nullable JsonNode data) {}

  @GetMapping
  Page<RecordView> list(Tenant tenant, @RequestParam(required = false) @Nullable String pipeline, PageRequest page) {
    return records.list(tenant.id(), pipeline, page);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  RecordView create(Tenant tenant, @RequestBody NewRecord given) {
    var pipeline = pipeline(tenant, given.pipeline());
    var data = checked(pipeline, given.data());
    var source = given.source() == null ? OWN_SOURCE : given.source();
    checkLength("source", source);
    checkLength("external_id", given.externalId());
    return records.create(tenant.id(), pipeline, source, given.externalId(), data);
  }

  @GetMapping("/{id}")
  RecordView read(Tenant tenant, @PathVariable long id) {
    return records.byId(tenant.id(), id);
  }

  /** Fields given take the place of those held; a null removes one; what is not given stays. */
  @PatchMapping("/{id}")
  RecordView change(Tenant tenant, @PathVariable long id, @RequestBody ChangedRecord given) {
    var held = records.byId(tenant.id(), id);
    return records.change(tenant.id(), id, checked(pipeline(tenant, held.pipeline()), given.data()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Tenant tenant, @PathVariable long id) {
    records.delete(tenant.id(), id);
  }

  private Pipeline pipeline(Tenant tenant, @Nullable String name) {
    if (name == null || name.isBlank()) {
      throw Problem.invalid("pipeline", "names the pipeline the record belongs to");
    }
    return pipelines.byName(tenant.id(), name).orElseThrow(() -> Problem.invalid("pipeline", "there is no pipeline " + name));
  }

  private static JsonNode checked(Pipeline pipeline, @Nullable JsonNode data) {
    new CheckData(pipeline).check(data);
    return java.util.Objects.requireNonNull(data);
  }

  private static void checkLength(String field, @Nullable String value) {
    if (value != null && (value.isBlank() || value.length() > LONGEST_NAME || !Storable.text(value) || value.indexOf('|') >= 0)) {
      throw Problem.invalid(field, "must be 1 to %d characters, without NUL and |".formatted(LONGEST_NAME));
    }
  }
}
