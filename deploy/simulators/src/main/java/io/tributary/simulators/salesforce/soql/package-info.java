/** SOQL as a tree: the subset that reading contacts and their activities takes, parsed as strictly as Salesforce does. */
@NullMarked
package io.tributary.simulators.salesforce.soql;

import org.jspecify.annotations.NullMarked;
