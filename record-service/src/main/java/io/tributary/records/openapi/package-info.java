/** The description of the API, at {@code /openapi}. */
@NullMarked
package io.tributary.records.openapi;

import org.jspecify.annotations.NullMarked;
