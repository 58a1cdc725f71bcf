/** Channel sync for LinkedIn: until its channel is built, it keeps what is wanted. */
@NullMarked
package io.tributary.channels.linkedin;

import org.jspecify.annotations.NullMarked;
