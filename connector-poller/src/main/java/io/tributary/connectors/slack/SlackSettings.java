package io.tributary.connectors.slack;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Slack is read.
 *
 * @param url of the Web API
 * @param pageSize messages a call, at most 999
 * @param backfill how far the first reading of a channel goes back
 * @param overlap how much of what was read is read again, for edits
 * @param threads how long a thread's parent is watched for new replies
 * @param restrictedThreads how often parents are looked at where history has one call a minute
 */
@ConfigurationProperties("tributary.connectors.slack")
record SlackSettings(
    @DefaultValue("https://slack.com/api") URI url,
    @DefaultValue("999") int pageSize,
    @DefaultValue("90d") Duration backfill,
    @DefaultValue("10m") Duration overlap,
    @DefaultValue("7d") Duration threads,
    @DefaultValue("6h") Duration restrictedThreads) {}
