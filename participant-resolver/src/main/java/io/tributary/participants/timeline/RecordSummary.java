package io.tributary.participants.timeline;

/**
 * What a record has, in numbers.
 *
 * @param messages in which a participant linked to the record takes part
 * @param conversations of those messages
 * @param participants who take part in those conversations
 * @param linked participants linked to the record
 */
record RecordSummary(long recordId, long messages, long conversations, long participants, long linked) {}
