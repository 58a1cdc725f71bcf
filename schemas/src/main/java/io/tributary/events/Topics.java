package io.tributary.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Every topic of the system, once. "Find usages" of a constant is the map of who publishes and who reads it. */
@NullMarked
public final class Topics {

  public static final Topic<RecordUpsert> RECORD_UPSERTS = new Topic<>("record.upserts", RecordUpsert.class);
  public static final Topic<RecordState> RECORD_STATES = new Topic<>("record.states", RecordState.class);

  public static final Topic<IdentifiersChanged> EMAIL_IDENTIFIER_CHANGES =
      new Topic<>("record.identifier-changes.email", IdentifiersChanged.class);
  public static final Topic<IdentifiersChanged> WHATSAPP_IDENTIFIER_CHANGES =
      new Topic<>("record.identifier-changes.whatsapp", IdentifiersChanged.class);
  public static final Topic<IdentifiersChanged> LINKEDIN_IDENTIFIER_CHANGES =
      new Topic<>("record.identifier-changes.linkedin", IdentifiersChanged.class);

  public static final Topic<SyncRequested> EMAIL_SYNC_REQUESTS =
      new Topic<>("sync.requests.email", SyncRequested.class);
  public static final Topic<SyncRequested> WHATSAPP_SYNC_REQUESTS =
      new Topic<>("sync.requests.whatsapp", SyncRequested.class);
  public static final Topic<SyncRequested> LINKEDIN_SYNC_REQUESTS =
      new Topic<>("sync.requests.linkedin", SyncRequested.class);

  public static final Topic<SyncJob> SYNC_JOBS = new Topic<>("sync.jobs", SyncJob.class);
  public static final Topic<ChannelConnection> CHANNEL_CONNECTIONS =
      new Topic<>("channel.connections", ChannelConnection.class);
  public static final Topic<TenantSettings> TENANT_SETTINGS = new Topic<>("tenant.settings", TenantSettings.class);

  public static final Topic<ProviderWebhook> EMAIL_WEBHOOKS =
      new Topic<>("provider.webhooks.email", ProviderWebhook.class);
  public static final Topic<ProviderWebhook> WHATSAPP_WEBHOOKS =
      new Topic<>("provider.webhooks.whatsapp", ProviderWebhook.class);
  public static final Topic<ProviderWebhook> LINKEDIN_WEBHOOKS =
      new Topic<>("provider.webhooks.linkedin", ProviderWebhook.class);

  public static final Topic<ProviderWebhook> CONNECTOR_WEBHOOKS =
      new Topic<>("provider.webhooks.connectors", ProviderWebhook.class);

  public static final Topic<CommunicationObserved> COMMUNICATIONS =
      new Topic<>("communications", CommunicationObserved.class);
  public static final Topic<ParticipantLink> PARTICIPANT_LINKS =
      new Topic<>("participant.links", ParticipantLink.class);
  public static final Topic<CommunicationFact> COMMUNICATION_FACTS =
      new Topic<>("communication.facts", CommunicationFact.class);
  public static final Topic<DailyAnalytics> COMMUNICATION_ANALYTICS =
      new Topic<>("communication.analytics", DailyAnalytics.class);
  public static final Topic<PollRun> POLL_RUNS = new Topic<>("poll.runs", PollRun.class);
  public static final Topic<PersonErased> PRIVACY_ERASURES = new Topic<>("privacy.erasures", PersonErased.class);

  /** Where each channel that syncs people hears of changed identifiers. */
  public static final Map<Channel, Topic<IdentifiersChanged>> IDENTIFIER_CHANGES = Map.of(
      Channel.EMAIL, EMAIL_IDENTIFIER_CHANGES,
      Channel.WHATSAPP, WHATSAPP_IDENTIFIER_CHANGES,
      Channel.LINKEDIN, LINKEDIN_IDENTIFIER_CHANGES);

  /** Where each channel that syncs people is asked for a sync. */
  public static final Map<Channel, Topic<SyncRequested>> SYNC_REQUESTS = Map.of(
      Channel.EMAIL, EMAIL_SYNC_REQUESTS,
      Channel.WHATSAPP, WHATSAPP_SYNC_REQUESTS,
      Channel.LINKEDIN, LINKEDIN_SYNC_REQUESTS);

  /** All topics that carry events. Dead letters are not among them: see {@link #deadLettersOf}. */
  public static final List<Topic<?>> ALL = List.of(
      RECORD_UPSERTS, RECORD_STATES,
      EMAIL_IDENTIFIER_CHANGES, WHATSAPP_IDENTIFIER_CHANGES, LINKEDIN_IDENTIFIER_CHANGES,
      EMAIL_SYNC_REQUESTS, WHATSAPP_SYNC_REQUESTS, LINKEDIN_SYNC_REQUESTS,
      SYNC_JOBS, CHANNEL_CONNECTIONS, TENANT_SETTINGS,
      EMAIL_WEBHOOKS, WHATSAPP_WEBHOOKS, LINKEDIN_WEBHOOKS, CONNECTOR_WEBHOOKS,
      COMMUNICATIONS, PARTICIPANT_LINKS, COMMUNICATION_FACTS, COMMUNICATION_ANALYTICS, POLL_RUNS,
      PRIVACY_ERASURES);

  /** Groups that consume, by the name of their service. */
  public static final List<String> GROUPS = List.of(
      "record-service", "participant-resolver", "channel-sync-email", "channel-sync-whatsapp",
      "channel-sync-linkedin", "connector-poller", "salesforce-sync");

  /** The topic that takes what the group could not read or store, with its original bytes. */
  public static String deadLettersOf(String group) {
    return "dead-letters." + group;
  }

  private Topics() {}
}
