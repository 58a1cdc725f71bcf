/** The service's database: every transaction takes a role, and a web request's transaction its tenant. */
@NullMarked
package io.tributary.service.database;

import org.jspecify.annotations.NullMarked;
