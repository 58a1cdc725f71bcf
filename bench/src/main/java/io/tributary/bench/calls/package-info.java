/** From a commit to the first call of the provider that it causes. */
@NullMarked
package io.tributary.bench.calls;

import org.jspecify.annotations.NullMarked;
