/** Tests of what turns measurements into figures, and that the bench runs. */
@NullMarked
package io.tributary.bench;

import org.jspecify.annotations.NullMarked;
