/** Slack's Web API over a workspace's export, or over a small workspace of its own. */
@NullMarked
package io.tributary.simulators.slack;

import org.jspecify.annotations.NullMarked;
