package io.tributary.records.imports;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.tributary.records.pipeline.Pipeline;
import io.tributary.records.pipeline.Pipelines;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Two methods of one path: the description shows one of them, so each tells both formats. */
@RestController
class ImportController {

  private static final String CSV = "text/csv";
  private static final String NDJSON = "application/x-ndjson";
  private static final Pattern SOURCE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,99}");

  private final ImportRecords importRecords;
  private final Pipelines pipelines;
  private final JsonMapper json;

  ImportController(ImportRecords importRecords, Pipelines pipelines, JsonMapper json) {
    this.importRecords = importRecords;
    this.pipelines = pipelines;
    this.json = json;
  }

  @PostMapping(path = "/api/records/import", consumes = {CSV, "application/csv"})
  @RequestBody(required = true, content = {
    @Content(mediaType = CSV, schema = @Schema(type = "string")), @Content(mediaType = NDJSON, schema = @Schema(type = "string"))
  })
  @ResponseStatus(HttpStatus.ACCEPTED)
  ImportResult csv(
      Tenant tenant, @RequestParam String pipeline, @RequestParam(defaultValue = "csv") String source, HttpServletRequest file)
      throws IOException {
    var target = target(tenant, pipeline, source);
    return importRecords.run(tenant.id(), pipeline, source, new ReadCsv(target, json).lines(file.getInputStream()));
  }

  @PostMapping(path = "/api/records/import", consumes = {NDJSON, "application/jsonl"})
  @RequestBody(required = true, content = {
    @Content(mediaType = CSV, schema = @Schema(type = "string")), @Content(mediaType = NDJSON, schema = @Schema(type = "string"))
  })
  @ResponseStatus(HttpStatus.ACCEPTED)
  ImportResult ndjson(
      Tenant tenant, @RequestParam String pipeline, @RequestParam(defaultValue = "ndjson") String source, HttpServletRequest file)
      throws IOException {
    var target = target(tenant, pipeline, source);
    return importRecords.run(tenant.id(), pipeline, source, new ReadNdjson(target, json).lines(file.getInputStream()));
  }

  private Pipeline target(Tenant tenant, String pipeline, String source) {
    if (!SOURCE.matcher(source).matches()) {
      throw Problem.invalid("source", "must be 1 to 100 letters, digits, dots, hyphens and underscores");
    }
    return pipelines.byName(tenant.id(), pipeline).orElseThrow(() -> Problem.invalid("pipeline", "there is no pipeline " + pipeline));
  }
}
