/** The schema registry as a child process, on a database of its own. */
@NullMarked
package io.tributary.local.registry;

import org.jspecify.annotations.NullMarked;
