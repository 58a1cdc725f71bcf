package io.tributary.participants;

import io.tributary.service.testing.TenancyContract;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;

@ResolverTest
class TenancyIT extends TenancyContract {

  @Autowired private Resolver resolver;

  @Override
  protected Map<String, String> giveData(String tenant, String marker) {
    var of = resolver.ofTenant(tenant);
    of.apply(RecordNow.record(1).email(marker + "@acme.test"));
    of.observe(Mail.from(marker + "@acme.test").subject(marker).text(marker).id(marker));
    var conversation = of.rows("select conversation_id from messages where tenant = ?", tenant).getFirst().get(0, String.class);
    return Map.of("id", conversation);
  }

  @Override
  protected Map<String, String> exceptions() {
    var library = "db-scheduler's own table: it holds nothing of a tenant's data; workers alone may touch it";
    return Map.of(
        "scheduled_tasks has no column tenant that is never null", library,
        "scheduled_tasks does not force row-level security", library,
        "scheduled_tasks has no policy that lets workers in", library,
        "scheduled_tasks has no policy that binds the API to its tenant", library,
        "scheduled_tasks_pkey is unique without its tenant", library);
  }
}
