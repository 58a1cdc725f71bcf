/** What a service's tests need: the real stack, a database of their own, tokens, and a reader of topics. */
@NullMarked
package io.tributary.service.testing;

import org.jspecify.annotations.NullMarked;
