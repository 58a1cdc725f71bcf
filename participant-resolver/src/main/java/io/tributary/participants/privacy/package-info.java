/** What a person may ask of a tenant, and a tenant of us: to be forgotten, to be told, to keep for so long only, to start anew. */
@NullMarked
package io.tributary.participants.privacy;

import org.jspecify.annotations.NullMarked;
