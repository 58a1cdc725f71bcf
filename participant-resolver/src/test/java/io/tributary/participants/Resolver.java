package io.tributary.participants;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.tributary.events.Channel;
import io.tributary.events.ChannelConnection;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.DefaultContact;
import io.tributary.events.Identifier;
import io.tributary.events.Keys;
import io.tributary.events.RecordState;
import io.tributary.events.TenantSettings;
import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.events.Visibility;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.Subscription;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** The service's handlers, fed by hand for one tenant, and what its tables hold then. Each {@link #ofNewTenant()} is alone. */
public final class Resolver {

  private static final AtomicInteger TENANTS = new AtomicInteger();
  private static final Instant THEN = Instant.parse("2026-03-01T00:00:00Z");

  /** Everything a tenant has, apart from what the publisher marks. */
  private static final List<String> TABLES = List.of("conversations", "conversation_refs", "messages", "message_copies", "participants",
      "participant_aliases", "participant_evidence", "participant_identities", "message_participants", "conversation_participants", "records",
      "record_identities", "record_match_values", "own_identities", "list_addresses", "participant_names", "identifier_rules", "blocked_identities",
      "link_decisions", "decision_log", "participant_links", "link_history", "message_facts");

  private final Database database;
  private final Map<Topic<?>, BatchHandler<?>> handlers;
  private final String tenant;

  @Autowired
  Resolver(Database database, List<Subscription<?>> subscriptions) {
    this(database, subscriptions.stream().collect(toMap(Subscription::topic, Subscription::handler)), "acme");
  }

  private Resolver(Database database, Map<Topic<?>, BatchHandler<?>> handlers, String tenant) {
    this.database = database;
    this.handlers = handlers;
    this.tenant = tenant;
  }

  public Resolver ofNewTenant() {
    return ofTenant("tenant-" + TENANTS.incrementAndGet());
  }

  public Resolver ofTenant(String name) {
    return new Resolver(database, handlers, name);
  }

  public String tenant() {
    return tenant;
  }

  public Database database() {
    return database;
  }

  /** One batch. */
  public void observe(Mail... mails) {
    deliver(Topics.COMMUNICATIONS, batch(mails));
  }

  public List<Received<CommunicationObserved>> batch(Mail... mails) {
    return Arrays.stream(mails)
        .map(mail -> mail.event(tenant))
        .<Received<CommunicationObserved>>map(event -> received(Topics.COMMUNICATIONS, event.getExternalId(), event))
        .toList();
  }

  /** One batch. */
  public void observe(CommunicationObserved... events) {
    deliver(Topics.COMMUNICATIONS, Arrays.stream(events)
        .<Received<CommunicationObserved>>map(event -> received(Topics.COMMUNICATIONS, event.getExternalId(), event))
        .toList());
  }

  /** One batch. */
  public void apply(RecordNow... states) {
    deliver(Topics.RECORD_STATES, Arrays.stream(states)
        .map(state -> state.event(tenant))
        .<Received<RecordState>>map(state -> received(Topics.RECORD_STATES, Keys.of(tenant, state.getRecordId()), state))
        .toList());
  }

  public RecordState state(RecordNow record) {
    return record.event(tenant);
  }

  public void connect(String account, long version, Visibility visibility, String... ownAddresses) {
    var own = Arrays.stream(ownAddresses).<Identifier>map(address -> EmailAddresses.identify(address).found().orElseThrow()).toList();
    deliver(Topics.CHANNEL_CONNECTIONS, List.of(received(Topics.CHANNEL_CONNECTIONS, Keys.of(tenant, "email", account),
        ChannelConnection.newBuilder().setTenant(tenant).setChannel(Channel.EMAIL).setAccount(account).setVersion(version)
            .setStatus(ConnectionStatus.OK).setOwnIdentifiers(own).setVisibility(visibility).setChangedAt(THEN).build())));
  }

  public void disconnect(String account) {
    deliver(Topics.CHANNEL_CONNECTIONS, List.of(received(Topics.CHANNEL_CONNECTIONS, Keys.of(tenant, "email", account), null)));
  }

  public void rank(long version, String... pipelines) {
    deliver(Topics.TENANT_SETTINGS, List.of(received(Topics.TENANT_SETTINGS, tenant, TenantSettings.newBuilder()
        .setTenant(tenant).setVersion(version).setPipelineRanks(List.of(pipelines)).setChangedAt(THEN).build())));
  }

  public void leaveOutBulkMail(long version, boolean leaveOut) {
    deliver(Topics.TENANT_SETTINGS, List.of(received(Topics.TENANT_SETTINGS, tenant, TenantSettings.newBuilder()
        .setTenant(tenant).setVersion(version).setLeaveOutBulkMail(leaveOut).setChangedAt(THEN).build())));
  }

  public void retainOrphans(long version, int days, boolean keepStrangers) {
    deliver(Topics.TENANT_SETTINGS, List.of(received(Topics.TENANT_SETTINGS, tenant, TenantSettings.newBuilder()
        .setTenant(tenant).setVersion(version).setOrphanRetentionDays(days).setKeepStrangers(keepStrangers).setChangedAt(THEN).build())));
  }

  /** Senders whom no record holds become records of the pipeline leads. @param since null: no longer */
  public void makeContacts(long version, @Nullable Instant since) {
    deliver(Topics.TENANT_SETTINGS, List.of(received(Topics.TENANT_SETTINGS, tenant, TenantSettings.newBuilder()
        .setTenant(tenant).setVersion(version).setChangedAt(THEN)
        .setDefaultContact(since == null ? null : DefaultContact.newBuilder().setPipeline("leads").setStatus("new").setSince(since).setFields(Map.of(
            "EMAIL", "work_email", "PHONE", "mobile", "LINKEDIN_SLUG", "profile", "LINKEDIN_PROVIDER_ID", "profile", "NAME", "full_name", "STATUS", "status"))
            .build())
        .build())));
  }

  /** @param decision LINKED or FORBIDDEN */
  public void decide(String handle, long record, String decision) {
    rows("insert into link_decisions (tenant, participant_id, record_id, decision, decided_by) "
        + "select tenant, id, ?, ?, 'eve' from participants where tenant = ? and handle = ? returning tenant", record, decision, tenant, handle);
  }

  /** Status and record or candidates: {@code LINKED 1}, {@code AMBIGUOUS 1,2}, {@code UNLINKED}; empty where there is no such participant. */
  public String link(String handle) {
    return rows("""
        select l.status, l.record_id, l.candidates from participants p join participant_links l on l.tenant = p.tenant and l.participant_id = p.id
        where p.tenant = ? and p.handle = ? and p.merged_into is null""", tenant, handle).stream()
        .map(row -> (row.get(0, String.class) + " " + (row.get(1) != null
            ? row.get(1, String.class)
            : Arrays.stream(row.get(2, Long[].class)).map(String::valueOf).collect(joining(",")))).strip())
        .collect(joining());
  }

  /** The participant that was first seen under the handle. */
  public long participant(String handle) {
    return rows("select coalesce(merged_into, id) from participants where tenant = ? and handle = ?", tenant, handle).getFirst().get(0, Long.class);
  }

  public Result<Record> rows(String sql, Object... bindings) {
    return database.asWorker(db -> db.fetch(sql, bindings));
  }

  public long count(String table) {
    return rows("select count(*) from " + table + " where tenant = ?", tenant).getFirst().get(0, Long.class);
  }

  /** All that is stored for the tenant, as text. */
  public String everything() {
    return TABLES.stream()
        .map(table -> table + "\n" + rows(
            "select (to_jsonb(t) - 'published_version')::text as row from " + table + " t where tenant = ? order by 1", tenant).formatCSV())
        .collect(joining("\n"));
  }

  private <E extends SpecificRecord> void deliver(Topic<E> topic, List<Received<E>> batch) {
    @SuppressWarnings("unchecked")
    var handler = (BatchHandler<E>) handlers.get(topic);
    handler.handle(batch);
  }

  private static <E extends SpecificRecord> Received<E> received(Topic<E> topic, String key, @Nullable E value) {
    return new Received<>(topic.name(), 0, 0, key, value, THEN, Map.of());
  }
}
