/** What can go wrong with Salesforce, in words for people and in kinds for programs. */
@NullMarked
package io.tributary.salesforce.failure;

import org.jspecify.annotations.NullMarked;
