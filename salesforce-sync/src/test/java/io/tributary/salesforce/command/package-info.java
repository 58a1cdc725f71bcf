/** The command line. */
@NullMarked
package io.tributary.salesforce.command;

import org.jspecify.annotations.NullMarked;
