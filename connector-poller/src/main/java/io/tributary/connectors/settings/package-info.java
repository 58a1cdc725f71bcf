/** What this service must know of each tenant, kept in a table of its own. */
@NullMarked
package io.tributary.connectors.settings;

import org.jspecify.annotations.NullMarked;
