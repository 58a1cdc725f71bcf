/** Every call to a provider goes through here: its address is checked, its budget taken, its pace kept, its failure named. */
@NullMarked
package io.tributary.connectors.calls;

import org.jspecify.annotations.NullMarked;
