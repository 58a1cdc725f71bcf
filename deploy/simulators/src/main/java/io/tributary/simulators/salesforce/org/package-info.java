/** The organisation: its contacts and activities, computed from a seed when they are asked for, and what has been changed in it since. */
@NullMarked
package io.tributary.simulators.salesforce.org;

import org.jspecify.annotations.NullMarked;
