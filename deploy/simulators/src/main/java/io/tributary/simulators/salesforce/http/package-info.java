/** Salesforce's HTTP interfaces: who may call, what each path answers, and in which form. */
@NullMarked
package io.tributary.simulators.salesforce.http;

import org.jspecify.annotations.NullMarked;
