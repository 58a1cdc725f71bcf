/** Avro values in the Confluent wire format, over the schema registry's public REST API. */
@NullMarked
package io.tributary.service.registry;

import org.jspecify.annotations.NullMarked;
