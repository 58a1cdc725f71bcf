package io.tributary.records.reconcile;

/** A record, among all tenants' records. */
record RecordKey(String tenant, long recordId) {}
