/** The whole of Tributary on one machine: one command, and the same components for every module's tests. */
@NullMarked
package io.tributary.local;

import org.jspecify.annotations.NullMarked;
