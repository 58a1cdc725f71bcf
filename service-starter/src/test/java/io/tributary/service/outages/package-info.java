/** A service whose database, broker or registry goes away and comes back: with processes of the test's own, which it may kill. */
@NullMarked
package io.tributary.service.outages;

import org.jspecify.annotations.NullMarked;
