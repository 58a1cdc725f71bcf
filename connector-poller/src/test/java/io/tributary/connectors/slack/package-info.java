/** Tests of how Slack's answers are judged. */
@NullMarked
package io.tributary.connectors.slack;

import org.jspecify.annotations.NullMarked;
