package io.tributary.service.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

class PublicKeyTest {

  @Test
  void aServiceThatHasNoKeySaysWhatToSet() {
    for (var location : new Resource[] {null, new ClassPathResource(""), new FileSystemResource("nowhere/public.pem")}) {
      assertThatThrownBy(() -> decoder(location)).isInstanceOf(IllegalStateException.class).hasMessageContaining("TRIBUTARY_PUBLIC_KEY");
    }
  }

  private static void decoder(@Nullable Resource location) throws Exception {
    new SecurityAutoConfiguration().jwtDecoder(new SecuritySettings(location, "tributary", "tributary", Duration.ofSeconds(30)));
  }
}
