/** Whole runs. */
@NullMarked
package io.tributary.salesforce.sync;

import org.jspecify.annotations.NullMarked;
