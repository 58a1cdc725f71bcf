/** Accounts of LinkedIn out of JSON files. */
@NullMarked
package io.tributary.simulators.chat.linkedin;

import org.jspecify.annotations.NullMarked;
