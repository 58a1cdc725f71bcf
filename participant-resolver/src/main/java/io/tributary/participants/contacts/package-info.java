/** Senders whom no record holds become records, where the tenant wants that. */
@NullMarked
package io.tributary.participants.contacts;

import org.jspecify.annotations.NullMarked;
