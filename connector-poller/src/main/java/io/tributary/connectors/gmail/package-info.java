/** Gmail: the mails of a mailbox under the labels that a connection lists. */
@NullMarked
package io.tributary.connectors.gmail;

import org.jspecify.annotations.NullMarked;
