/** The words of the command line. */
@NullMarked
package io.tributary.local.commands;

import org.jspecify.annotations.NullMarked;
