package io.tributary.records.pipeline;

import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Tenant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/pipelines")
class PipelinesController {

  private final Pipelines pipelines;

  PipelinesController(Pipelines pipelines) {
    this.pipelines = pipelines;
  }

  @GetMapping
  Page<Pipeline> list(Tenant tenant, PageRequest page) {
    return pipelines.list(tenant.id(), page);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Pipeline create(Tenant tenant, @RequestBody NewPipeline pipeline) {
    return pipelines.create(tenant.id(), pipeline.checked());
  }

  @GetMapping("/{id}")
  Pipeline read(Tenant tenant, @PathVariable long id) {
    return pipelines.byId(tenant.id(), id);
  }

  @PostMapping("/{id}/fields")
  Pipeline addFields(Tenant tenant, @PathVariable long id, @RequestBody NewFields fields) {
    var pipeline = pipelines.byId(tenant.id(), id);
    pipelines.addFields(tenant.id(), pipeline, fields.checkedFor(pipeline));
    return pipelines.byId(tenant.id(), id);
  }

  @RequestMapping(path = "/{id}/duplicate-rules", method = {RequestMethod.PUT, RequestMethod.POST})
  Pipeline setRules(Tenant tenant, @PathVariable long id, @RequestBody JsonNode rules) {
    new CheckDuplicateRules(pipelines.byId(tenant.id(), id)).check(rules);
    pipelines.storeRules(tenant.id(), id, rules);
    return pipelines.byId(tenant.id(), id);
  }

  @PutMapping("/{id}/sync-triggers")
  Pipeline setTriggers(Tenant tenant, @PathVariable long id, @RequestBody SyncTriggers triggers) {
    pipelines.storeTriggers(tenant.id(), id, triggers.checked(pipelines.byId(tenant.id(), id)));
    return pipelines.byId(tenant.id(), id);
  }
}
