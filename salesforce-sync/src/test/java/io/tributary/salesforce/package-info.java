/** The service as a whole, on the real database and broker. */
@NullMarked
package io.tributary.salesforce;

import org.jspecify.annotations.NullMarked;
