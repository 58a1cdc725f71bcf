package io.tributary.salesforce.schedule;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which runs the service begins by itself.
 *
 * @param enabled false: this process answers requests and works on no run
 * @param incrementalEvery between two runs of what changed; zero: none by the clock
 * @param fullEvery between two runs over everything; zero: none by the clock
 * @param keepRuns ended runs and their lists are kept for so long
 * @param look between two looks at what is due
 */
@ConfigurationProperties("tributary.salesforce.schedule")
public record ScheduleSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("24h") Duration incrementalEvery,
    @DefaultValue("30d") Duration fullEvery,
    @DefaultValue("90d") Duration keepRuns,
    @DefaultValue("10s") Duration look) {}
