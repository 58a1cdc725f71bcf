package io.tributary.channels.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat of which we know who is in it.
 *
 * @param id UniPile's
 * @param providerId the messenger's
 * @param size members of a group; 0 where not known
 * @param people in a chat of two the other side; in a group those we know of
 */
public record KnownChat(String id, String providerId, boolean group, int size, @Nullable String name, List<Member> people) {

  /**
   * @param person the messenger's id of the person
   * @param told true if the provider told who it is: it need not be asked again, even where they have no name
   */
  public record Member(String person, ChatPerson who, boolean told) {}

  public KnownChat {
    people = List.copyOf(people);
  }

  /** True if nobody has to be asked who its people are. */
  boolean isTold() {
    return people.stream().anyMatch(Member::told);
  }

  /** Its people as one: the messenger may have had several ids for the other side of a chat of two. */
  ChatPerson otherSide() {
    return people.stream().map(Member::who).reduce(ChatPerson.NOBODY, ChatPerson::and);
  }
}
