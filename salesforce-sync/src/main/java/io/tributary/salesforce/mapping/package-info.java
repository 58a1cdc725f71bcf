/** Which field of Salesforce is kept in which column, and which column becomes which field of a record. */
@NullMarked
package io.tributary.salesforce.mapping;

import org.jspecify.annotations.NullMarked;
