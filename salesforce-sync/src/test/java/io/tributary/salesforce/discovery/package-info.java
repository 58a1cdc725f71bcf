/** Finding contacts in ways that are not the usual one. */
@NullMarked
package io.tributary.salesforce.discovery;

import org.jspecify.annotations.NullMarked;
