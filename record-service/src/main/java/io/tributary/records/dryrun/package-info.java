/** What would become of a pipeline's links under other rules, before they are set. */
@NullMarked
package io.tributary.records.dryrun;

import org.jspecify.annotations.NullMarked;
