/** The words of logs and metrics, spelt once. */
@NullMarked
package io.tributary.service.telemetry;

import org.jspecify.annotations.NullMarked;
