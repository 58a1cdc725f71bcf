package io.tributary.records.reconcile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param interval between two scheduled reconciliations of everything; zero for none
 * @param purgeDeletedAfter how long a deleted record's row stays; longer than {@code record.upserts} keeps events
 */
@ConfigurationProperties("tributary.reconciliation")
public record ReconcileSettings(@DefaultValue("24h") Duration interval, @DefaultValue("30d") Duration purgeDeletedAfter) {}
