/** What every double has in common: a small HTTP server that answers in JSON, keeps a log, and can be told to fail. */
@NullMarked
package io.tributary.simulators.server;

import org.jspecify.annotations.NullMarked;
