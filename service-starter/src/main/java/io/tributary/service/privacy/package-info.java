/** What services have in common when a person is to be forgotten. */
@NullMarked
package io.tributary.service.privacy;

import org.jspecify.annotations.NullMarked;
