package io.tributary.channels.webhook;

/** Names of the metrics of live traffic. Tags never hold a tenant, an account or a message. */
public final class WebhookMetric {

  /** Counter, tag outcome (taken, refused, too_large, other_account, unavailable): webhooks that arrived. */
  public static final String TAKEN_IN = "tributary.webhooks.taken.in";
  /** Counter, tag outcome (message, announced, happened, status, known, unknown_account, ignored_…): events that were read. */
  public static final String READ = "tributary.webhooks.read";
  /** Counter, tag outcome (answered, not_yet, gone, given_up): questions to the provider because of events. */
  public static final String HINTS = "tributary.webhooks.hints";
  /** Counter: events whose message did not come in time. */
  public static final String EXPIRED = "tributary.webhooks.expired";
  /** Counter: messages that no webhook had brought and a pass over their account found. */
  public static final String MISSED = "tributary.webhooks.missed";
  /** Counter, tag outcome (ended, goes_on, failed): turns of passes over accounts. */
  public static final String PASSES = "tributary.webhooks.passes";

  private WebhookMetric() {}
}
