/** Connections over a real database. */
package io.tributary.channels.connection;
