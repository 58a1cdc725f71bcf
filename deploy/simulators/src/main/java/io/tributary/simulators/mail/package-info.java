/** Mailboxes as files (mbox, .eml), read as a mail server would show them. Knows no provider. */
@NullMarked
package io.tributary.simulators.mail;

import org.jspecify.annotations.NullMarked;
