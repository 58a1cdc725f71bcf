/** What makes work: changed identifiers, requests, newly connected accounts, learnt forms. */
@NullMarked
package io.tributary.channels.trigger;

import org.jspecify.annotations.NullMarked;
