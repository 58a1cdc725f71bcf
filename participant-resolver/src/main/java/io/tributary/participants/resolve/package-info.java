/** The one decision: whose participant is this. Pure: it knows neither Kafka nor the database. */
@NullMarked
package io.tributary.participants.resolve;

import org.jspecify.annotations.NullMarked;
