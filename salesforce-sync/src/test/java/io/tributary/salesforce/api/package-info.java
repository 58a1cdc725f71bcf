/** The service's interface over HTTP. */
@NullMarked
package io.tributary.salesforce.api;

import org.jspecify.annotations.NullMarked;
