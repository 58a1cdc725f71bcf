/** Which fields are read and what records are told, without a database. */
@NullMarked
package io.tributary.salesforce.mapping;

import org.jspecify.annotations.NullMarked;
