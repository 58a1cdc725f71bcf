package io.tributary.records.profile;

import io.tributary.service.web.Tenant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class ProfileController {

  private final ReadProfile profiles;
  private final ChangeSchedule schedule;

  ProfileController(ReadProfile profiles, ChangeSchedule schedule) {
    this.profiles = profiles;
    this.schedule = schedule;
  }

  @GetMapping("/api/records/{id}/profile")
  Profile read(Tenant tenant, @PathVariable long id) {
    return profiles.of(tenant.id(), id);
  }

  /** What is given takes the place of what is held; hours of null end the schedule. */
  @PatchMapping("/api/records/{id}/profile")
  Profile change(Tenant tenant, @PathVariable long id, @RequestBody JsonNode given) {
    schedule.change(tenant.id(), id, given);
    return profiles.of(tenant.id(), id);
  }
}
