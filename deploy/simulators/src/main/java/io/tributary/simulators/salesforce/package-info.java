/** A double of Salesforce: OAuth, REST queries, Bulk API 2.0 query jobs and sObject Collections over a generated organisation. */
@NullMarked
package io.tributary.simulators.salesforce;

import org.jspecify.annotations.NullMarked;
