/** What a channel's sync lets go when a person is erased. */
@NullMarked
package io.tributary.channels.forget;

import org.jspecify.annotations.NullMarked;
