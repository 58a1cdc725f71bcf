/** What people decide: whose a participant or an identifier is, and who is nobody's. Machines never undo it. */
@NullMarked
package io.tributary.participants.decisions;

import org.jspecify.annotations.NullMarked;
