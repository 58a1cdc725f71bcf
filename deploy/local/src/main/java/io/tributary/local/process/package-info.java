/** Child processes that cannot outlive who started them, their ports and their memory. */
@NullMarked
package io.tributary.local.process;

import org.jspecify.annotations.NullMarked;
