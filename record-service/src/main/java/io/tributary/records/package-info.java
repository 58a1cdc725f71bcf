/** Keeps records, captures their changes, and is the front door of the house. */
@NullMarked
package io.tributary.records;

import org.jspecify.annotations.NullMarked;
