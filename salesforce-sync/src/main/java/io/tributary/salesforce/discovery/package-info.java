/** Which contacts somebody works with: the ids a run asks for. */
@NullMarked
package io.tributary.salesforce.discovery;

import org.jspecify.annotations.NullMarked;
