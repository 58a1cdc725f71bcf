package io.tributary.records.settings;

import io.tributary.service.secrets.Vault;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/settings")
class SettingsController {

  /** @param dsn host and port of the tenant's contract */
  record Access(@Nullable String dsn, @Nullable String apiKey) {

    /** Without the key. */
    @Override
    public String toString() {
      return "Access";
    }
  }

  private final TenantSettingsStore settings;
  private final CheckProvider check;
  private final ObjectProvider<Vault> vault;

  SettingsController(TenantSettingsStore settings, CheckProvider check, ObjectProvider<Vault> vault) {
    this.settings = settings;
    this.check = check;
    this.vault = vault;
  }

  @GetMapping
  Settings read(Tenant tenant) {
    return settings.of(tenant.id());
  }

  /** What is given takes the place of what is held. */
  @PatchMapping
  Settings change(Tenant tenant, @RequestBody ChangedSettings changed) {
    return settings.change(tenant.id(), changed.checked());
  }

  /** From now on the provider is asked with the tenant's own DSN and key. They are kept sealed and shown to nobody. */
  @PutMapping("/provider")
  Settings useOwnProvider(Tenant tenant, @RequestBody Access access) {
    var checked = check.check(access.dsn(), access.apiKey());
    var keys = vault.getIfAvailable();
    if (keys == null) {
      throw Problem.conflict("This deployment has no keys to seal secrets with: set SECRETS_KEYSET (./tributary keyset makes one).");
    }
    return settings.changeProvider(tenant.id(), checked.seal(keys, tenant.id()));
  }

  /** From now on the provider is asked with the deployment's own access again. */
  @DeleteMapping("/provider")
  Settings useTheServicesProvider(Tenant tenant) {
    return settings.changeProvider(tenant.id(), null);
  }
}
