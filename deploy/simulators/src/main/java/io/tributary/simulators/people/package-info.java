/** The people whom the sample's records are about: who calls, meets and chats in the doubles that have no data of their own. */
@NullMarked
package io.tributary.simulators.people;

import org.jspecify.annotations.NullMarked;
