/** Targeted contact sync from Salesforce: discovery by REST, retrieval by Bulk 2.0, record upserts. */
@NullMarked
package io.tributary.salesforce;

import org.jspecify.annotations.NullMarked;
