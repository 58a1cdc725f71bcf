/** Runs, when they are long over. */
@NullMarked
package io.tributary.salesforce.runs;

import org.jspecify.annotations.NullMarked;
