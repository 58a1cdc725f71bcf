package io.tributary.channels.chat;

import io.tributary.events.Identifier;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a chat.
 *
 * @param aliases what the provider itself equates
 * @param evidence what else they may be known by: matched on, never joined on
 * @param self true for the account's owner
 */
public record ChatPerson(List<Identifier> aliases, List<Identifier> evidence, @Nullable String name, boolean self) {

  static final ChatPerson NOBODY = new ChatPerson(List.of(), List.of(), null);

  public ChatPerson {
    aliases = List.copyOf(aliases);
    evidence = List.copyOf(evidence);
    name = name == null || name.isBlank() ? null : name.replace("\0", "");
  }

  /** Not the account's owner. */
  public ChatPerson(List<Identifier> aliases, List<Identifier> evidence, @Nullable String name) {
    this(aliases, evidence, name, false);
  }

  /** Somebody without any id cannot be told from others. */
  public boolean isReadable() {
    return !aliases.isEmpty();
  }

  /** True if both have an alias in common. */
  public boolean is(ChatPerson other) {
    return aliases.stream().anyMatch(one -> other.aliases.stream().anyMatch(same -> same(one, same)));
  }

  /** What both say of the same person; this one's aliases stand first. What is an alias needs no evidence. */
  public ChatPerson and(ChatPerson other) {
    var all = distinct(Stream.concat(aliases.stream(), other.aliases.stream()));
    var besides = distinct(Stream.concat(evidence.stream(), other.evidence.stream()))
        .stream().filter(one -> all.stream().noneMatch(alias -> same(one, alias))).toList();
    return new ChatPerson(all, besides, name == null ? other.name : name, self || other.self);
  }

  /** The person's part in one message. */
  public ObservedParticipant as(ParticipantRole role) {
    return ObservedParticipant.newBuilder()
        .setRole(role)
        .setAliases(aliases)
        .setEvidence(evidence)
        .setDisplayName(name)
        .setSelf(self)
        .build();
  }

  private static List<Identifier> distinct(Stream<Identifier> identifiers) {
    var distinct = new ArrayList<Identifier>();
    identifiers.filter(one -> distinct.stream().noneMatch(other -> same(one, other))).forEach(distinct::add);
    return distinct;
  }

  private static boolean same(Identifier one, Identifier other) {
    return one.getKind() == other.getKind() && one.getCanonical().equals(other.getCanonical());
  }
}
