package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import java.util.List;
import java.util.Map;

/** The conversations of a batch. @param byMessage of each message @param moved the days of messages that went from one to another */
record StoredConversations(Map<Key, Long> byMessage, List<ChannelDay> moved) {}
