/** The events of the system and the topics that carry them. Its classes are generated from {@code src/main/avro}. */
@NullMarked
package io.tributary.events;

import org.jspecify.annotations.NullMarked;
