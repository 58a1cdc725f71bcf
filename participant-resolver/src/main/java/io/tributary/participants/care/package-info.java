/** What is looked after by schedule: statements that find differences between counters and what they count, and repair them. */
@NullMarked
package io.tributary.participants.care;

import org.jspecify.annotations.NullMarked;
