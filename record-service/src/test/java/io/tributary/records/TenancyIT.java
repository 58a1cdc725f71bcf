package io.tributary.records;

import io.tributary.service.testing.TenancyContract;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

@ApiTest
class TenancyIT extends TenancyContract {

  private static final String NO_TENANTS = "of the stream, not of a tenant: one row, which workers alone may touch";
  private static final String WORKERS_ALONE = "for workers alone: the API has no right to it at all";

  @Autowired private Api api;
  @Autowired @Qualifier("forwardedPaths") private HandlerMapping forwarded;

  @Override
  protected Map<String, String> giveData(String tenant, String marker) {
    var caller = api.asTenant(tenant);
    long pipeline = caller.people(marker);
    long record = caller.record(marker, "{\"first_name\": \"%s\", \"work_email\": \"%s@acme.test\"}".formatted(marker, marker));
    return Map.of("/api/pipelines/{id}", String.valueOf(pipeline), "id", String.valueOf(record));
  }

  /** The front door asks for the token before it forwards. */
  @Override
  protected Stream<String> furtherPaths() {
    return ((SimpleUrlHandlerMapping) forwarded).getHandlerMap().keySet().stream();
  }

  @Override
  protected Map<String, String> exceptions() {
    var exceptions = new HashMap<String, String>();
    for (var table : new String[] {"cdc_source", "cdc_heartbeat"}) {
      exceptions.put(table + " has no column tenant that is never null", NO_TENANTS);
      exceptions.put(table + " does not force row-level security", NO_TENANTS);
      exceptions.put(table + " has no policy that lets workers in", NO_TENANTS);
      exceptions.put(table + " has no policy that binds the API to its tenant", NO_TENANTS);
      exceptions.put(table + "_pkey is unique without its tenant", NO_TENANTS);
    }
    for (var table : new String[] {"record_ghosts", "uncaptured_rows", "reconciliation_held"}) {
      exceptions.put(table + " has no policy that binds the API to its tenant", WORKERS_ALONE);
    }
    exceptions.put("reconciliations_pkey is unique without its tenant", "a reconciliation is of all tenants, or of one");
    exceptions.put("reconciliation_held_pkey is unique without its tenant", "what the topics hold is of one reading, over all tenants");
    return exceptions;
  }
}
