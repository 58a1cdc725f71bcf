package io.tributary.records.profile;

import io.tributary.service.web.Tenant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProfileController {

  private final ReadProfile profiles;

  ProfileController(ReadProfile profiles) {
    this.profiles = profiles;
  }

  @GetMapping("/api/records/{id}/profile")
  Profile read(Tenant tenant, @PathVariable long id) {
    return profiles.of(tenant.id(), id);
  }
}
