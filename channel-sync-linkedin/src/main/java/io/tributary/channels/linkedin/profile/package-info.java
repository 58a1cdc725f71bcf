/** Who is behind a LinkedIn address: looked up once within the account's daily budget, and kept for good. */
@NullMarked
package io.tributary.channels.linkedin.profile;

import org.jspecify.annotations.NullMarked;
