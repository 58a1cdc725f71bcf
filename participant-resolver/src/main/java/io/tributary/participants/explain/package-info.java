/** Why a participant is whose it is, and why a record's timeline holds what it holds: for people who doubt it. */
@NullMarked
package io.tributary.participants.explain;

import org.jspecify.annotations.NullMarked;
