package io.tributary.participants.intake;

import io.tributary.events.LearntBy;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as the batch shows it: once, with all copies and all participants that any of its observations names.
 *
 * @param refs what ties it to other messages of its conversation; its own id among them
 * @param listAddress the mailing list it came over
 * @param outbound true where the provider says that a side of ours sent it
 * @param seen true where somebody read what we sent
 * @param departure true where it is no message, but says that its sender left the chat
 */
record Observed(
    Key key,
    String kind,
    Set<String> refs,
    boolean group,
    Instant sentAt,
    @Nullable Instant receivedAt,
    Content content,
    String bulk,
    @Nullable Identity listAddress,
    boolean outbound,
    boolean seen,
    boolean departure,
    String learntBy,
    List<Copy> copies,
    List<Person> people) {

  /** @param externalId the id that is the same in every account */
  record Key(String tenant, String channel, String externalId) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int byTenant = tenant.compareTo(other.tenant);
      int byChannel = byTenant != 0 ? byTenant : channel.compareTo(other.channel);
      return byChannel != 0 ? byChannel : externalId.compareTo(other.externalId);
    }
  }

  record Copy(
      String account, String providerId, @Nullable String folder, @Nullable String role, @Nullable Boolean read, Instant observedAt) {

    Copy orNewer(Copy other) {
      return other.observedAt.isBefore(observedAt) ? this : other;
    }
  }

  /**
   * @param aliases what the provider itself equates, the one it was addressed by first
   * @param identities everything it can be matched on
   * @param evidence from profiles: matched on, never joined on
   * @param self true where the provider says that this is the account's own side
   */
  record Person(
      String role, List<Identity> aliases, List<Identity> identities, List<Identity> evidence, @Nullable String displayName, String handle,
      boolean self) {

    boolean sends() {
      return role.equals("FROM") || role.equals("HOST");
    }
  }

  String tenant() {
    return key.tenant();
  }

  /** Nobody asked for it: a webhook told it. */
  boolean isTold() {
    return learntBy.equals(LearntBy.WEBHOOK.name());
  }

  /** One of our accounts holds it unread, and none holds it read, as far as this batch says. */
  boolean unread() {
    return copies.stream().anyMatch(copy -> Boolean.FALSE.equals(copy.read())) && copies.stream().noneMatch(copy -> Boolean.TRUE.equals(copy.read()));
  }

  /** Everything that must be locked before it is stored. */
  Stream<TenantIdentity> identities() {
    var ofPeople = people.stream().flatMap(person -> Stream.concat(person.aliases().stream(), person.identities().stream()));
    Stream<Identity> ofList = Stream.ofNullable(listAddress);
    return Stream.concat(ofPeople, ofList).distinct().map(identity -> new TenantIdentity(tenant(), identity));
  }
}
