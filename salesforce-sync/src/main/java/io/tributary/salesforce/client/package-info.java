/** Salesforce's REST and Bulk 2.0 interfaces: logging in, calling, counting, and what a refusal means. */
@NullMarked
package io.tributary.salesforce.client;

import org.jspecify.annotations.NullMarked;
