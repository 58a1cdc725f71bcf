/** The service's own interface: runs and the tenant's connection, over HTTP. */
@NullMarked
package io.tributary.salesforce.api;

import org.jspecify.annotations.NullMarked;
