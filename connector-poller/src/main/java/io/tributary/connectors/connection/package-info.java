/** What a tenant connected: its credentials, what of it may be read, and whether it works. */
@NullMarked
package io.tributary.connectors.connection;

import org.jspecify.annotations.NullMarked;
