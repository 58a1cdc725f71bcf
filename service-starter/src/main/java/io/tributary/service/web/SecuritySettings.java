package io.tributary.service.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * How tokens are checked.
 *
 * @param publicKey the RSA public key that signs tokens, as PEM
 * @param issuer who must have issued them
 * @param audience for whom they must have been issued
 * @param clockSkew how far the clocks may differ
 */
@ConfigurationProperties("tributary.security")
record SecuritySettings(
    @Nullable Resource publicKey,
    @DefaultValue("tributary") String issuer,
    @DefaultValue("tributary") String audience,
    @DefaultValue("30s") Duration clockSkew) {}
