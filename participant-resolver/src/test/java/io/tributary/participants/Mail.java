package io.tributary.participants;

import io.tributary.events.AccountCopy;
import io.tributary.events.BulkClass;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.EmailHints;
import io.tributary.events.Identifier;
import io.tributary.events.LearntBy;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.events.Text;
import io.tributary.identifiers.EmailAddresses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail as one account shows it; in the mutable style of builders. */
public final class Mail {

  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

  private String id = UUID.randomUUID() + "@mail.test";
  private String account = "account-1";
  private @Nullable String thread;
  private @Nullable String inReplyTo;
  private List<String> references = List.of();
  private Instant sentAt = MORNING;
  private @Nullable String subject = "Engines";
  private @Nullable String text = "Dear all";
  private @Nullable String list;
  private BulkClass bulk = BulkClass.NONE;
  private String folder = "inbox";
  private boolean outbound;
  private @Nullable Boolean read;
  private @Nullable Instant receivedAt;
  private LearntBy learntBy = LearntBy.SYNC;
  private final List<ObservedParticipant> people = new ArrayList<>();

  public static Mail from(String address) {
    return new Mail().with(ParticipantRole.FROM, address);
  }

  public Mail to(String... addresses) {
    return with(ParticipantRole.TO, addresses);
  }

  public Mail cc(String... addresses) {
    return with(ParticipantRole.CC, addresses);
  }

  public Mail bcc(String... addresses) {
    return with(ParticipantRole.BCC, addresses);
  }

  public Mail id(String id) {
    this.id = id;
    return this;
  }

  public Mail account(String account) {
    this.account = account;
    return this;
  }

  public Mail thread(String thread) {
    this.thread = thread;
    return this;
  }

  public Mail inReplyTo(String id) {
    this.inReplyTo = id;
    return this;
  }

  public Mail references(String... ids) {
    this.references = List.of(ids);
    return this;
  }

  /** Minutes after eight in the morning. */
  public Mail at(int minutes) {
    this.sentAt = MORNING.plusSeconds(60L * minutes);
    return this;
  }

  public Mail subject(@Nullable String subject) {
    this.subject = subject;
    return this;
  }

  public Mail text(@Nullable String text) {
    this.text = text;
    return this;
  }

  /** Of the one who was named last. */
  public Mail name(String displayName) {
    var last = people.removeLast();
    people.add(ObservedParticipant.newBuilder(last).setDisplayName(displayName).build());
    return this;
  }

  /** What a directory says of the one who was named last. */
  public Mail evidence(Identifier... evidence) {
    var last = people.removeLast();
    people.add(ObservedParticipant.newBuilder(last).setEvidence(List.of(evidence)).build());
    return this;
  }

  public Mail list(String address) {
    this.list = address;
    this.bulk = BulkClass.LIST;
    return this;
  }

  public Mail bulk(BulkClass bulk) {
    this.bulk = bulk;
    return this;
  }

  /** @param role inbox, spam, … */
  public Mail folder(String role) {
    this.folder = role;
    return this;
  }

  public Mail outbound() {
    this.outbound = true;
    return this;
  }

  /** Its account's owner did not read it; unless this is called nobody knows. */
  public Mail unread() {
    this.read = false;
    return this;
  }

  /** When its account had it, in minutes after eight in the morning; unless this is called nobody knows. */
  public Mail received(int minutes) {
    this.receivedAt = MORNING.plusSeconds(60L * minutes);
    return this;
  }

  /** Nobody asked for it. */
  public Mail told() {
    this.learntBy = LearntBy.WEBHOOK;
    return this;
  }

  /** Seen by a poll, which does not come back for it. */
  public Mail polled() {
    this.learntBy = LearntBy.POLL;
    return this;
  }

  CommunicationObserved event(String tenant) {
    return CommunicationObserved.newBuilder()
        .setTenant(tenant)
        .setChannel(Channel.EMAIL)
        .setKind(CommunicationKind.EMAIL)
        .setExternalId(id)
        .setSentAt(sentAt)
        .setReceivedAt(receivedAt)
        .setSubject(subject)
        .setText(text == null ? null : new Text(text, false))
        .setSize(text == null ? 0 : text.length())
        .setParticipants(people)
        .setOutbound(outbound)
        .setEmail(EmailHints.newBuilder().setInReplyTo(inReplyTo).setReferences(references).setProviderThread(thread)
            .setBulk(bulk).setListAddress(list).build())
        .setCopy(AccountCopy.newBuilder().setAccount(account).setProviderId(account + "/" + id).setFolder("INBOX").setRole(folder).setRead(read).build())
        .setLearntBy(learntBy)
        .setObservedAt(Instant.parse("2026-03-03T00:00:00Z"))
        .build();
  }

  private Mail with(ParticipantRole role, String... addresses) {
    Arrays.stream(addresses).forEach(address -> people.add(ObservedParticipant.newBuilder()
        .setRole(role)
        .setAliases(List.of(EmailAddresses.identify(address).found().orElseThrow()))
        .setDisplayName(address.substring(0, address.indexOf('@')))
        .build()));
    return this;
  }
}
