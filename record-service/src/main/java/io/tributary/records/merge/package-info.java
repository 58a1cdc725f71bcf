/** Records that people merge into one another, and take apart again. */
@NullMarked
package io.tributary.records.merge;

import org.jspecify.annotations.NullMarked;
