/** The whole system as its users meet it. */
@NullMarked
package io.tributary.system;

import org.jspecify.annotations.NullMarked;
