/** Credentials of others, at rest: sealed with the deployment's keys, opened where they are used. */
@NullMarked
package io.tributary.service.secrets;

import org.jspecify.annotations.NullMarked;
