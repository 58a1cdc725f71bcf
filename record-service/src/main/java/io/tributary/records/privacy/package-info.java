/** What records hold of people who were erased: told, and taken from them where that was asked for. */
@NullMarked
package io.tributary.records.privacy;

import org.jspecify.annotations.NullMarked;
