package io.tributary.local.stack;

import java.util.List;

/**
 * A service of the house, as the local stack starts it.
 *
 * @param name its module, its log, its consumer group
 * @param database the one it owns
 * @param port where it listens when nobody else does
 * @param routeVariable how record-service, the front door, is told where it is; empty for record-service itself
 */
public record Service(String name, String database, int port, String routeVariable) {

  public static final String FRONT_DOOR = "record-service";

  /** All of them; the local stack starts each, and fails with a clear message where one is not built. */
  public static final List<Service> ALL = List.of(
      new Service(FRONT_DOOR, "records", 8080, ""),
      new Service("participant-resolver", "communications", 8082, "PARTICIPANT_RESOLVER_URL"),
      new Service("channel-sync-email", "email_sync", 8083, "CHANNEL_SYNC_EMAIL_URL"),
      new Service("channel-sync-whatsapp", "whatsapp_sync", 8084, "CHANNEL_SYNC_WHATSAPP_URL"),
      new Service("channel-sync-linkedin", "linkedin_sync", 8085, "CHANNEL_SYNC_LINKEDIN_URL"),
      new Service("connector-poller", "connectors", 8086, "CONNECTOR_POLLER_URL"),
      new Service("salesforce-sync", "salesforce", 8087, "SALESFORCE_SYNC_URL"));
}
