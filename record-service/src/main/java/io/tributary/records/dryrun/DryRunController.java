package io.tributary.records.dryrun;

import io.tributary.events.RecordState;
import io.tributary.records.gateway.AskService;
import io.tributary.records.pipeline.CheckDuplicateRules;
import io.tributary.records.pipeline.Pipelines;
import io.tributary.service.web.Tenant;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rules are tried before they are set: what would be linked, unlinked and ambiguous, with samples. Nothing changes. */
@RestController
class DryRunController {

  private final Pipelines pipelines;
  private final TryRules rules;
  private final AskService participants;
  private final JsonMapper json;

  DryRunController(Pipelines pipelines, TryRules rules, AskService participants, JsonMapper json) {
    this.pipelines = pipelines;
    this.rules = rules;
    this.participants = participants;
    this.json = json;
  }

  /**
   * @param recordsRead records that were compared
   * @param recordsChanged those of them that would be matched on something else
   * @param truncated true where there are more than were compared: a sample
   * @param links what would become of participants' links, as the participant-resolver answers
   */
  record DryRun(int recordsRead, int recordsChanged, boolean truncated, JsonNode links) {}

  @PostMapping(path = "/api/pipelines/{id}/duplicate-rules", params = "dry_run=true")
  DryRun dryRun(Tenant tenant, @PathVariable long id, @RequestBody JsonNode given, @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
    new CheckDuplicateRules(pipelines.byId(tenant.id(), id)).check(given);
    var tried = rules.under(tenant.id(), id, given);
    var links = tried.changed().isEmpty()
        ? json.createObjectNode()
        : json.readTree(participants.post("/api/links/what-if", authorization, question(tried.changed()).toString()));
    return new DryRun(tried.read(), tried.changed().size(), tried.truncated(), links);
  }

  private ObjectNode question(List<RecordState> states) {
    var question = json.createObjectNode();
    var records = question.putArray("records");
    for (var state : states) {
      var record = records.addObject().put("record_id", state.getRecordId());
      var identifiers = record.putArray("identifiers");
      state.getIdentifiers().forEach(held -> {
        var identifier = identifiers.addObject().put("field", held.getField()).put("kind", held.getIdentifier().getKind().name())
            .put("canonical", held.getIdentifier().getCanonical());
        held.getRequires().forEach(identifier.putArray("requires")::add);
      });
      var values = record.putArray("match_values");
      state.getMatchValues().forEach(value -> values.addObject().put("field", value.getField()).put("value", value.getValue()));
      state.getCompanyDomains().forEach(record.putArray("company_domains")::add);
    }
    return question;
  }
}
