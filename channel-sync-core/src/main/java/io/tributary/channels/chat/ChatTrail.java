package io.tributary.channels.chat;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What is left of a walk over somebody's chats, the next call first. Its text is the walk's cursor. */
record ChatTrail(List<ChatStep> steps) {

  private static final JsonMapper JSON = JsonMapper.shared();

  ChatTrail {
    steps = List.copyOf(steps);
  }

  /** @throws ProviderFailed (CALLER_BUG, so that the walk begins anew) if the cursor is not one of ours */
  static ChatTrail read(String cursor) {
    try {
      return Objects.requireNonNull(JSON.readValue(cursor, ChatTrail.class));
    } catch (JacksonException | NullPointerException e) {
      throw new ProviderFailed(ProviderFailure.CALLER_BUG, "The walk's cursor cannot be read.");
    }
  }

  /** Null where nothing is left. */
  @Nullable String cursor() {
    return steps.isEmpty() ? null : JSON.writeValueAsString(this);
  }

  ChatStep first() {
    return steps.getFirst();
  }

  /** The others and these, which take the first one's place. Chats are all found before the first is read, so that none is read twice. */
  ChatTrail then(List<? extends ChatStep> instead) {
    var all = new ArrayList<ChatStep>(instead);
    all.addAll(steps.subList(1, steps.size()));
    all.sort(Comparator.comparing(ChatTrail::reads));
    return new ChatTrail(all);
  }

  /** True if the chat is to be read further on. */
  boolean leadsTo(String chat) {
    return steps.stream().anyMatch(step -> switch (step) {
      case ChatStep.Read read -> read.chat().id().equals(chat);
      case ChatStep.Ask ask -> ask.chat().id().equals(chat);
      case ChatStep.Find _, ChatStep.Scan _ -> false;
    });
  }

  /** True if a step behind the first concerns the person too: a chat of theirs, or another id. */
  boolean leadsTo(ChatStep.Who person) {
    return steps.stream().skip(1).anyMatch(step -> whose(step).isAlso(person));
  }

  private static ChatStep.Who whose(ChatStep step) {
    return switch (step) {
      case ChatStep.Read read -> read.chat().who();
      case ChatStep.Ask ask -> ask.chat().who();
      case ChatStep.Find find -> find.who();
      case ChatStep.Scan scan -> scan.who();
    };
  }

  private static boolean reads(ChatStep step) {
    return switch (step) {
      case ChatStep.Read _, ChatStep.Ask _ -> true;
      case ChatStep.Find _, ChatStep.Scan _ -> false;
    };
  }
}
