/** Logging in and calling, against the double of Salesforce. */
@NullMarked
package io.tributary.salesforce.client;

import org.jspecify.annotations.NullMarked;
