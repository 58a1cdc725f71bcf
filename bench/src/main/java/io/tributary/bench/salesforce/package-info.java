/** From Salesforce to rows, beside a bare COPY and upsert of the same CSV. */
@NullMarked
package io.tributary.bench.salesforce;

import org.jspecify.annotations.NullMarked;
