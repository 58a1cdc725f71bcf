package io.tributary.participants.decisions;

import io.tributary.service.database.Database;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How important a conversation is, says a person. */
@RestController
class PriorityController {

  private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");

  private static final String SET = """
      update conversations set priority = ?
      where tenant = ? and id = (select coalesce(merged_into, id) from conversations where tenant = ? and id = ?)""";

  private final Database database;

  PriorityController(Database database) {
    this.database = database;
  }

  record Change(@Nullable String priority) {}

  @PatchMapping("/api/conversations/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void change(Tenant tenant, @PathVariable long id, @RequestBody Change change) {
    if (change.priority() == null || !PRIORITIES.contains(change.priority())) {
      throw Problem.invalid("priority", "must be low, normal, high or urgent");
    }
    if (database.inTenant(tenant.id(), db -> db.execute(SET, change.priority(), tenant.id(), tenant.id(), id)) == 0) {
      throw Problem.notFound("conversation", id);
    }
  }
}
