/** PostgreSQL as a child process, from the binaries in the local Maven repository. */
@NullMarked
package io.tributary.local.postgres;

import org.jspecify.annotations.NullMarked;
