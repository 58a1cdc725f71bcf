package io.tributary.bench.syncs;

import io.tributary.local.feed.UniPileAccounts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A channel on whose service records come down.
 *
 * @param field that identifies a record on it
 * @param value of the field, in SQL, by the person's number n
 * @param calls for each: the page of messages, and what cannot be known without asking
 */
record Lane(String channel, String field, String value, double calls) {

  static final List<Lane> ALL = List.of(
      new Lane("email", "work_email", "'ada-' || n || '@sync-rate.test'", 1),
      // Besides the page: which chats a number has, and who is in one.
      new Lane("whatsapp", "phone_number", "'" + People.NUMBER + "' || lpad(n::text, 8, '0')", 3),
      // Besides the page: who is behind the address, and which chats he has.
      new Lane("linkedin", "linkedin", "'https://www.linkedin.com/in/" + People.SLUG + "' || n", 3));

  String service() {
    return "channel-sync-" + channel;
  }

  String database() {
    return channel + "_sync";
  }

  String account(UniPileAccounts accounts) throws IOException {
    return (channel.equals("email") ? accounts.ids() : accounts.ids(channel.toUpperCase(Locale.ROOT))).getFirst();
  }
}
