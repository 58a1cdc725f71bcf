/** Runs by the clock. */
@NullMarked
package io.tributary.salesforce.schedule;

import org.jspecify.annotations.NullMarked;
