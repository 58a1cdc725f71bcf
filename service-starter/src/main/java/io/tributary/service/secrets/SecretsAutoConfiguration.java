package io.tributary.service.secrets;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** The {@link Vault}, for a service that has Tink and names a keyset: {@code tributary.secrets.keyset}, the location of its JSON file. */
@AutoConfiguration
@ConditionalOnClass(Aead.class)
@ConditionalOnProperty("tributary.secrets.keyset")
class SecretsAutoConfiguration {

  @Bean
  Vault vault(Environment environment, ResourceLoader files) throws IOException {
    var location = environment.getRequiredProperty("tributary.secrets.keyset");
    var file = files.getResource(location);
    if (!file.exists()) {
      throw new IllegalArgumentException(
          "tributary.secrets.keyset (SECRETS_KEYSET) names %s, which does not exist. Make one: ./tributary keyset > FILE".formatted(location));
    }
    return Vault.of(file.getContentAsString(StandardCharsets.UTF_8));
  }
}
