/** Texts, dates and mail headers as events carry them, whichever provider showed them: the same mail must come out the same. */
@NullMarked
package io.tributary.content;

import org.jspecify.annotations.NullMarked;
