package io.tributary.records.changes;

import io.tributary.events.Channel;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the topics must hold of a row: the fingerprint of its state and of each channel's identifiers. Empty text stands for
 * nothing: a null, no event at all, or an event without identifiers.
 */
public record PublishedRecord(String state, Map<Channel, String> channels) {

  /** What the topics must hold of a record that is not there. */
  public static final PublishedRecord NONE =
      new PublishedRecord("", Map.of(Channel.EMAIL, "", Channel.WHATSAPP, "", Channel.LINKEDIN, ""));

  public static PublishedRecord of(RecordRow row, PipelineRules rules) {
    if (row.deleted()) {
      return NONE;
    }
    var content = RecordContent.of(row, rules);
    var channels = new EnumMap<Channel, String>(Channel.class);
    Channels.ALL.forEach(channel -> channels.put(channel, RecordContent.fingerprint(content.current(channel))));
    return new PublishedRecord(content.fingerprint(), Map.copyOf(channels));
  }
}
