package io.tributary.simulators.salesforce.soql;

/** What can be selected, compared and ordered by. */
public sealed interface Expression permits Path, Aggregate {}
