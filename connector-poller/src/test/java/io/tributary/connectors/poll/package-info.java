/** The story of a poll, tested without a provider. */
@NullMarked
package io.tributary.connectors.poll;

import org.jspecify.annotations.NullMarked;
