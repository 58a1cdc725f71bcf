/** Runs of the sync: what they are, how far they are, who works on them, how they ended. */
@NullMarked
package io.tributary.salesforce.runs;

import org.jspecify.annotations.NullMarked;
