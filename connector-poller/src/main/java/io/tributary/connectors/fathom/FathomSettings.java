package io.tributary.connectors.fathom;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Fathom is read.
 *
 * @param url of the API
 * @param backfill how far the first reading goes back
 * @param overlap how much of what was read is read again: a meeting appears only after it was processed
 */
@ConfigurationProperties("tributary.connectors.fathom")
record FathomSettings(
    @DefaultValue("https://api.fathom.ai/external/v1") URI url,
    @DefaultValue("90d") Duration backfill,
    @DefaultValue("24h") Duration overlap) {}
