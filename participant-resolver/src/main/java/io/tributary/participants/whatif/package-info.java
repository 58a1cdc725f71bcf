/** What would become of links if records were matched on something else: asked before rules are changed. */
@NullMarked
package io.tributary.participants.whatif;

import org.jspecify.annotations.NullMarked;
