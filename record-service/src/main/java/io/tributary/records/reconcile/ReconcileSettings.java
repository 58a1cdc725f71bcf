package io.tributary.records.reconcile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param interval between two scheduled reconciliations of everything; zero for none */
@ConfigurationProperties("tributary.reconciliation")
public record ReconcileSettings(@DefaultValue("24h") Duration interval) {}
