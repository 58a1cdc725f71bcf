/** What people and probes ask: connect and manage connections, how the polls go, whether anything is stale. */
@NullMarked
package io.tributary.connectors.api;

import org.jspecify.annotations.NullMarked;
