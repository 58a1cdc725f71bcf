/** The contacts as they are stored: a page is copied, compared and upserted in one statement. */
@NullMarked
package io.tributary.salesforce.contacts;

import org.jspecify.annotations.NullMarked;
