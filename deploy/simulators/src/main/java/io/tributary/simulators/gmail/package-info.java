/** Gmail's API over the same mailboxes that UniPile's double serves. */
@NullMarked
package io.tributary.simulators.gmail;

import org.jspecify.annotations.NullMarked;
