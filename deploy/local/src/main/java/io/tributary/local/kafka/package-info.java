/** A KRaft broker as a child process, and the topics it holds. */
@NullMarked
package io.tributary.local.kafka;

import org.jspecify.annotations.NullMarked;
