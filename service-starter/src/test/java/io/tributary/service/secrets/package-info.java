/** What is sealed stays so. */
@NullMarked
package io.tributary.service.secrets;

import org.jspecify.annotations.NullMarked;
