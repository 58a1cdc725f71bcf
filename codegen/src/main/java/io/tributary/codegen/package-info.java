/** Build time only: generates a service's jOOQ code from its migrations. */
@NullMarked
package io.tributary.codegen;

import org.jspecify.annotations.NullMarked;
