package io.tributary.salesforce;

import io.tributary.salesforce.client.CallBudget.Shares;
import io.tributary.salesforce.mapping.RecordMapping;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What does not belong to one part alone.
 *
 * @param lease a run whose process shows no life for so long is taken over
 * @param allowedHosts where tenants' organisations may be
 * @param quota shares of the organisation's daily limits
 * @param records what a record is told of a contact, for tenants without their own mapping
 */
@ConfigurationProperties("tributary.salesforce")
record SyncSettings(@DefaultValue("30s") Duration lease, @DefaultValue List<String> allowedHosts, Shares quota, RecordMapping records) {

  Duration heartbeat() {
    return lease.dividedBy(6);
  }
}
