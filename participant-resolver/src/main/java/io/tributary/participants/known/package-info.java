/** What is known of records, connected accounts and tenants, from their topics. */
@NullMarked
package io.tributary.participants.known;

import org.jspecify.annotations.NullMarked;
