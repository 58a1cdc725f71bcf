/** What holds for every event and topic: docs, marks, released versions, topic files. */
@NullMarked
package io.tributary.events;

import org.jspecify.annotations.NullMarked;
