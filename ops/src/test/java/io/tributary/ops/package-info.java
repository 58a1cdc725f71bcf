/** The command line, run as operators run it. */
@NullMarked
package io.tributary.ops;

import org.jspecify.annotations.NullMarked;
