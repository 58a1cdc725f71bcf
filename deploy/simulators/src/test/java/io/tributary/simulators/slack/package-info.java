/** The double of Slack, held to what Slack's own client reads. */
@NullMarked
package io.tributary.simulators.slack;

import org.jspecify.annotations.NullMarked;
