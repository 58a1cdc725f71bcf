/** The one answer to whether two addresses, numbers or profiles are the same: canonical and searched forms of identifiers. */
@NullMarked
package io.tributary.identifiers;

import org.jspecify.annotations.NullMarked;
