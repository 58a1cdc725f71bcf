/** The story: discover, retrieve, account for everything. */
@NullMarked
package io.tributary.salesforce.sync;

import org.jspecify.annotations.NullMarked;
