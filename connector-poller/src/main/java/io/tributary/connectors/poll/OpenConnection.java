package io.tributary.connectors.poll;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.CallCount;
import io.tributary.connectors.calls.Share;
import io.tributary.connectors.connection.Credentials;
import io.tributary.connectors.connection.Settings;
import java.util.function.Consumer;

/**
 * A connection as a run has it.
 *
 * @param share how urgent the run is
 * @param count of its calls
 * @param keepCredentials stores credentials that the provider exchanged, before the next call: a refresh token is good once
 * @param keepSettings stores what was found out about the connection
 */
public record OpenConnection(
    ConnectionKey key, Credentials credentials, Settings settings, Share share, CallCount count, Consumer<Credentials> keepCredentials,
    Consumer<Settings> keepSettings) {}
