package io.tributary.channels.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.KeptIdentifiers;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One call of a walk over somebody's chats, as a walk's cursor keeps it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ChatStep.Find.class, name = "find"),
  @JsonSubTypes.Type(value = ChatStep.Scan.class, name = "scan"),
  @JsonSubTypes.Type(value = ChatStep.Ask.class, name = "ask"),
  @JsonSubTypes.Type(value = ChatStep.Read.class, name = "read")
})
public sealed interface ChatStep {

  /**
   * Find the chats of two with a person.
   *
   * @param ids the provider's ids that mean this one person, never empty
   * @param who whom they mean: aliases where the provider equates these with the ids, else evidence
   */
  record Find(List<String> ids, Who who, @Nullable String cursor) implements ChatStep {}

  /**
   * Learn who is in the account's chats, until this person is found.
   *
   * @param pages of the list that this walk has read: where the list stands is kept apart, but a cursor must not come twice
   */
  record Scan(Who who, int pages) implements ChatStep {}

  /** Ask who is in a chat. */
  record Ask(ChatToRead chat) implements ChatStep {}

  /** Read a page of a chat's messages. */
  record Read(ChatToRead chat, @Nullable String cursor) implements ChatStep {}

  /** A chat whose messages are to be read. */
  record ChatToRead(
      String id, String providerId, boolean group, int size, @Nullable String subject, @Nullable String folder, Who who) {

    ObservedChat observed() {
      return new ObservedChat(providerId, group, size, subject, folder);
    }

    ChatToRead with(int members, ChatPerson person) {
      return new ChatToRead(id, providerId, group, Math.max(size, members), subject, folder, Who.of(person));
    }
  }

  /** A person in a form that can be kept: each identifier as its kind, a blank and its canonical form. */
  record Who(List<String> aliases, List<String> evidence, @Nullable String name) {

    public static Who of(ChatPerson person) {
      return new Who(kept(person.aliases()), kept(person.evidence()), person.name());
    }

    ChatPerson person() {
      return new ChatPerson(read(aliases), read(evidence), name);
    }

    /** True if both have an identifier in common. */
    boolean isAlso(Who other) {
      return !Collections.disjoint(all(), other.all());
    }

    private List<String> all() {
      return Stream.concat(aliases.stream(), evidence.stream()).toList();
    }

    private static List<String> kept(List<Identifier> identifiers) {
      return identifiers.stream().map(one -> one.getKind().name() + ' ' + one.getCanonical()).toList();
    }

    private static List<Identifier> read(List<String> kept) {
      return kept.stream().map(one -> {
        int end = one.indexOf(' ');
        return KeptIdentifiers.of(IdentifierKind.valueOf(one.substring(0, end)), one.substring(end + 1));
      }).toList();
    }
  }
}
