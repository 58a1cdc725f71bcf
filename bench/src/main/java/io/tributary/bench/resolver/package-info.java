/** From mails on a topic to mails stored and linked, beside a bare insert of the same rows. */
@NullMarked
package io.tributary.bench.resolver;

import org.jspecify.annotations.NullMarked;
