package io.tributary.participants.intake;

import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as the batch shows it: once, with all copies and all participants that any of its observations names.
 *
 * @param refs what ties it to other messages of its conversation; its own id among them
 * @param listAddress canonical address of the mailing list it came over
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
    @Nullable String listAddress,
    boolean outbound,
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

  record Content(
      @Nullable String subject,
      @Nullable String text,
      boolean textTruncated,
      @Nullable String html,
      boolean htmlTruncated,
      long size,
      int attachments) {}

  record Copy(String account, String providerId, @Nullable String folder, @Nullable String role, @Nullable Boolean read) {}

  /**
   * @param aliases what the provider itself equates, the one it was addressed by first
   * @param identities everything it can be matched on
   * @param evidence from profiles: matched on, never joined on
   */
  record Person(
      String role, List<Identity> aliases, List<Identity> identities, List<Identity> evidence, @Nullable String displayName, String handle) {}

  String tenant() {
    return key.tenant();
  }

  Optional<Person> sender() {
    return people.stream().filter(person -> person.role().equals("FROM") || person.role().equals("HOST")).findFirst();
  }

  /** Everything that must be locked before it is stored. */
  Stream<TenantIdentity> identities() {
    var ofPeople = people.stream().flatMap(person -> Stream.concat(person.aliases().stream(), person.identities().stream()));
    Stream<Identity> ofList = listAddress == null ? Stream.empty() : Stream.of(new Identity("EMAIL", listAddress));
    return Stream.concat(ofPeople, ofList).distinct().map(identity -> new TenantIdentity(tenant(), identity));
  }
}
