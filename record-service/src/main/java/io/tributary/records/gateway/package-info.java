/** The front door: paths of other services, forwarded with the caller's token. */
@NullMarked
package io.tributary.records.gateway;

import org.jspecify.annotations.NullMarked;
