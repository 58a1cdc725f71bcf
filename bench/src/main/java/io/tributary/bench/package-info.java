/** How fast Tributary is: scenarios that measure the product and its floor in turns, and what they found. */
@NullMarked
package io.tributary.bench;

import org.jspecify.annotations.NullMarked;
