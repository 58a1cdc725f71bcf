/** Gets the contacts of a run's ids, by Bulk 2.0 or by sObject Collections. */
@NullMarked
package io.tributary.salesforce.retrieval;

import org.jspecify.annotations.NullMarked;
