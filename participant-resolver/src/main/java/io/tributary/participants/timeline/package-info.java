/** The timeline of a record, as the API shows it. */
@NullMarked
package io.tributary.participants.timeline;

import org.jspecify.annotations.NullMarked;
