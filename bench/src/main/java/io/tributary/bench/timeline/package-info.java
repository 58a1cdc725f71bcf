/** How fast a record with very many messages is read and linked. */
@NullMarked
package io.tributary.bench.timeline;

import org.jspecify.annotations.NullMarked;
