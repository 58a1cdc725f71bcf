package io.tributary.simulators.salesforce.soql;

/**
 * A field, perhaps of a parent.
 *
 * @param text as {@code RelationId} or {@code Task.LastModifiedDate}, in the spelling of the statement
 */
public record Path(String text) implements Expression {}
