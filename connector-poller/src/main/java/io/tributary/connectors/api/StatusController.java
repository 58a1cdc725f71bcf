package io.tributary.connectors.api;

import io.tributary.connectors.poll.Connectors;
import io.tributary.service.web.Tenant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the tenant's polls go: per source, and per workspace. */
@RestController
@RequestMapping("/api/connectors/status")
final class StatusController {

  record Status(List<SourceStatus> sources) {}

  private final Connectors connectors;
  private final SelectWorkspaces selectWorkspaces;

  StatusController(Connectors connectors, SelectWorkspaces selectWorkspaces) {
    this.connectors = connectors;
    this.selectWorkspaces = selectWorkspaces;
  }

  @GetMapping
  Status status(Tenant tenant) {
    var workspaces = selectWorkspaces.of(tenant.id());
    return new Status(connectors.sources().stream().map(source -> SourceStatus.of(source, workspaces)).toList());
  }
}
