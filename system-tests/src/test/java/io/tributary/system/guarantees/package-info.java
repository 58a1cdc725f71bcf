/** What the system guarantees, checked while its processes are killed and frozen at random points of a run. */
@NullMarked
package io.tributary.system.guarantees;

import org.jspecify.annotations.NullMarked;
