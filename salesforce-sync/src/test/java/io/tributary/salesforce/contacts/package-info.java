/** Values and rows, without a database. */
@NullMarked
package io.tributary.salesforce.contacts;

import org.jspecify.annotations.NullMarked;
