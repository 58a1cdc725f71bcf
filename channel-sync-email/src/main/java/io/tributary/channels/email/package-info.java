/** E-mail's truth: how mail is asked for, and what a mail says. Everything else is the core's. */
@NullMarked
package io.tributary.channels.email;

import org.jspecify.annotations.NullMarked;
