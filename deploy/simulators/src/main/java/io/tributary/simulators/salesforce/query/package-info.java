/** Runs statements over the organisation: which rows are candidates, which match, in which order, in which groups. */
@NullMarked
package io.tributary.simulators.salesforce.query;

import org.jspecify.annotations.NullMarked;
