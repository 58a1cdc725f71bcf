/** What providers send by themselves: taken in by their signatures, kept on Kafka as they came, decoded there. Polling finds what never came. */
@NullMarked
package io.tributary.connectors.inbound;

import org.jspecify.annotations.NullMarked;
