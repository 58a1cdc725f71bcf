/** What a record is known by: its identifiers, and what looks like one but is none. */
@NullMarked
package io.tributary.records.profile;

import org.jspecify.annotations.NullMarked;
