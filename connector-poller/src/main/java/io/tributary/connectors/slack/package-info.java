/** Slack: the channels that a connection lists, and their threads. */
@NullMarked
package io.tributary.connectors.slack;

import org.jspecify.annotations.NullMarked;
