/** Links of participants to records: decided again whenever something they rest on changes, and published. */
@NullMarked
package io.tributary.participants.links;

import org.jspecify.annotations.NullMarked;
