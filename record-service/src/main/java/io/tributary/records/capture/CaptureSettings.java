package io.tributary.records.capture;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes are captured.
 *
 * @param enabled false where another deployment captures this database
 * @param user login role with REPLICATION that may read the published tables
 * @param slot the replication slot; it alone decides where to resume and who of several replicas captures
 * @param pollInterval how often the engine looks for decoded changes: the latency of a change, paid for in processor time
 * @param heartbeatInterval how often a row of our own is written, so that the slot moves in quiet hours
 * @param inspectionInterval how often slot, publication and replica identity are looked at while all is well
 * @param retryInterval pause before the next attempt where another replica captures or something is out of order
 */
@ConfigurationProperties("tributary.capture")
public record CaptureSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("records_cdc") String user,
    @DefaultValue("records_cdc") String password,
    @DefaultValue("tributary_records") String slot,
    @DefaultValue("tributary_records") String publication,
    @DefaultValue("20ms") Duration pollInterval,
    @DefaultValue("10s") Duration heartbeatInterval,
    @DefaultValue("30s") Duration inspectionInterval,
    @DefaultValue("3s") Duration retryInterval) {}
