package io.tributary.channels.testing;

import io.tributary.channels.Channel;
import io.tributary.channels.ConnectedAccount;
import java.time.Instant;
import java.util.List;

/**
 * A provider with known content, for the contract.
 *
 * @param account a usable account
 * @param forms search forms of one person who has written
 * @param messages how many messages the account shows for these forms; more than one page of them
 * @param middle a moment between the oldest and the newest of them, and no message's own
 * @param newer how many of them are newer than that
 */
public record ChannelWorld(
    Channel channel, ConnectedAccount account, List<String> forms, int messages, Instant middle, int newer, String unknownAccount) {}
