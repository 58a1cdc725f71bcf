/** Which organisation a tenant connected, and with what credentials. */
@NullMarked
package io.tributary.salesforce.connection;

import org.jspecify.annotations.NullMarked;
