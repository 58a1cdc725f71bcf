/** The figures of each day, a tenant and channel: counted from what is stored. */
@NullMarked
package io.tributary.participants.analytics;

import org.jspecify.annotations.NullMarked;
