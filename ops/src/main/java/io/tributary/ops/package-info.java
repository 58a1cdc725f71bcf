/** The operators' command line: one class a command. */
@NullMarked
package io.tributary.ops;

import org.jspecify.annotations.NullMarked;
