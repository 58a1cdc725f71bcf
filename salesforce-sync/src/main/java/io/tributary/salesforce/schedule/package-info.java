/** Runs by the clock, and runs that somebody asked the service for. */
@NullMarked
package io.tributary.salesforce.schedule;

import org.jspecify.annotations.NullMarked;
