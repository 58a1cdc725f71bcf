/** The command line: the same runs, from a terminal. */
@NullMarked
package io.tributary.salesforce.command;

import org.jspecify.annotations.NullMarked;
