package io.tributary.connectors.calls;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How providers are called.
 *
 * @param connectTimeout for a connection to be made
 * @param deadline for a whole answer, its body included
 * @param mostBytes a longer answer is refused
 * @param tries of a call that failed in passing
 * @param firstWait before the second try; doubled for the third
 * @param patience the longest wait for a budget, or for what a provider asks for; a longer one ends the run, which goes on later
 */
@ConfigurationProperties("tributary.connectors.calls")
public record CallSettings(
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration deadline,
    @DefaultValue("16MB") DataSize mostBytes,
    @DefaultValue("3") int tries,
    @DefaultValue("500ms") Duration firstWait,
    @DefaultValue("70s") Duration patience) {}
