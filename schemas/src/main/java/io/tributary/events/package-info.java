/**
 * The events of the system and the topics that carry them. The event classes are generated from {@code src/main/avro} and take and
 * return null wherever their schema does; so only what is written by hand here is null-marked, class by class.
 */
package io.tributary.events;
