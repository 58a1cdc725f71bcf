/** One connection is read: the story, the port that every source implements, and what is remembered between runs. */
@NullMarked
package io.tributary.connectors.poll;

import org.jspecify.annotations.NullMarked;
