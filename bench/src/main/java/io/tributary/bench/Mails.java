package io.tributary.bench;

import io.tributary.events.AccountCopy;
import io.tributary.events.BulkClass;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.EmailHints;
import io.tributary.events.LearntBy;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.events.Position;
import io.tributary.events.RecordIdentifier;
import io.tributary.events.RecordState;
import io.tributary.events.Text;
import io.tributary.identifiers.EmailAddresses;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The mail of a few mailboxes, made up, the same each time: threads of four, a correspondent and a second person in each, texts of
 * about 2 KB with an HTML form of about 4 KB. Every second person is a record.
 */
public final class Mails {

  private static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");
  private static final int PER_THREAD = 4;
  private static final int MAILBOXES = 5;
  private static final int PEOPLE = 3_000;
  private static final String[] WORDS =
      "the engine weaves algebraic patterns as loom flowers and leaves it can do whatever we know how to order analysis power of anticipating truth".split(" ");

  private final String tenant;
  private final int people;

  /** @param tenant whose mail it is */
  public Mails(String tenant) {
    this(tenant, PEOPLE);
  }

  /** @param people who write: each writes as often as the others */
  public Mails(String tenant, int people) {
    this.tenant = tenant;
    this.people = people;
  }

  /** @param number the same number is the same mail */
  public CommunicationObserved mail(int number) {
    return mail(number, 2_000);
  }

  /** @param length of its text in characters; that of its HTML is twice as much */
  public CommunicationObserved mail(int number, int length) {
    int thread = number / PER_THREAD;
    var earlier = IntStream.range(thread * PER_THREAD, number).mapToObj(Mails::id).toList();
    var text = text(number, length);
    var mailbox = thread % MAILBOXES;
    return CommunicationObserved.newBuilder()
        .setTenant(tenant)
        .setChannel(Channel.EMAIL)
        .setKind(CommunicationKind.EMAIL)
        .setExternalId(id(number))
        .setSentAt(BEGINNING.plusSeconds(60L * number))
        .setSubject("Engine no. " + thread)
        .setText(new Text(text, false))
        .setHtml(new Text("<p>" + text + "</p><p>" + text + "</p>", false))
        .setSize(3L * text.length())
        .setParticipants(List.of(
            somebody(ParticipantRole.FROM, address(thread % people)),
            somebody(ParticipantRole.TO, "mailbox-%d@ours.test".formatted(mailbox)),
            somebody(ParticipantRole.CC, address((int) (thread * 7L % people)))))
        .setEmail(EmailHints.newBuilder()
            .setInReplyTo(earlier.isEmpty() ? null : earlier.getLast()).setReferences(earlier)
            .setProviderThread("thread-" + thread).setBulk(BulkClass.NONE).build())
        .setCopy(AccountCopy.newBuilder()
            .setAccount("account-" + mailbox).setProviderId("copy-" + number).setFolder("INBOX").setRole("inbox").setRead(true).build())
        .setLearntBy(LearntBy.SYNC)
        .setObservedAt(BEGINNING)
        .build();
  }

  /** Those of the people who are records. */
  public List<RecordState> records() {
    return IntStream.range(0, people / 2).mapToObj(number -> RecordState.newBuilder()
        .setTenant(tenant)
        .setRecordId(number + 1L)
        .setPipeline("contacts")
        .setPosition(new Position(1L, 1L, 1L))
        .setIdentifiers(List.of(new RecordIdentifier(
            "work_email", EmailAddresses.identify(address(2 * number)).found().orElseThrow(), List.of())))
        .setDisplayName("Record " + number)
        .setFingerprint("1")
        .setCommittedAt(BEGINNING)
        .build()).toList();
  }

  private static String id(int number) {
    return "mail-%d@bench.test".formatted(number);
  }

  private static String address(int person) {
    return "person-%d@elsewhere-%d.test".formatted(person, person % 397);
  }

  private static ObservedParticipant somebody(ParticipantRole role, String address) {
    return ObservedParticipant.newBuilder().setRole(role)
        .setAliases(List.of(EmailAddresses.identify(address).found().orElseThrow())).setDisplayName(address.substring(0, address.indexOf('@')))
        .build();
  }

  private static String text(int seed, int length) {
    var random = new Random(seed);
    var text = new StringBuilder(length + 16);
    while (text.length() < length) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString();
  }
}
