/** Takes in communications: conversation, message and participants, stored once however often they are observed. */
@NullMarked
package io.tributary.participants.intake;

import org.jspecify.annotations.NullMarked;
