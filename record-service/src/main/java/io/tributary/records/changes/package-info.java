/** What a changed record means to the rest of the system: pure functions from rows and rules to events. */
@NullMarked
package io.tributary.records.changes;

import org.jspecify.annotations.NullMarked;
