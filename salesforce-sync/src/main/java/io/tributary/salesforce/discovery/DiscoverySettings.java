package io.tributary.salesforce.discovery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which contacts a run asks for.
 *
 * @param grouped whether activity relations are counted by Salesforce, in pages by key, instead of here
 * @param events whether who takes part in events counts too, not in tasks alone
 * @param overlap how far an incremental run looks back beyond the end of the one before: rows come late
 */
@ConfigurationProperties("tributary.salesforce.discovery")
public record DiscoverySettings(
    @DefaultValue("false") boolean grouped, @DefaultValue("false") boolean events, @DefaultValue("10m") Duration overlap) {}
