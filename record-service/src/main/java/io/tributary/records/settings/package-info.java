/** What a tenant decides for itself: how often its records are asked for, what is left out, and with which contract the provider is asked. */
@NullMarked
package io.tributary.records.settings;

import org.jspecify.annotations.NullMarked;
