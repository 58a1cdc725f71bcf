package io.tributary.simulators.chat.whatsapp;

import io.tributary.simulators.chat.EventType;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a system line of a group tells, in English; other languages are kept as unknown events.
 *
 * @param actor who did it; null where it is not said
 * @param target to whom it was done; null where nobody but the actor is concerned
 */
record SystemLine(EventType type, @Nullable String actor, @Nullable String target) {

  private static final String QUOTES = "[\"“”]";

  private enum Form {
    CREATED("(?<actor>[^:]+?) created group " + QUOTES + ".*", EventType.GROUP_CREATE),
    RENAMED("(?<actor>[^:]+?) changed the (?:subject|group name) (?:from|to) .*", EventType.SUBJECT_CHANGE),
    JOINED("(?<actor>[^:]+?) joined using .*", EventType.PARTICIPANT_ADD),
    ADDED("(?<actor>[^:]+?) added (?<target>[^:]+)", EventType.PARTICIPANT_ADD),
    WAS_ADDED("(?<target>[^:]+?) (?:was|were) added", EventType.PARTICIPANT_ADD),
    REMOVED("(?<actor>[^:]+?) removed (?<target>[^:]+)", EventType.PARTICIPANT_REMOVE),
    WAS_REMOVED("(?<target>[^:]+?) (?:was|were) removed", EventType.PARTICIPANT_REMOVE),
    LEFT("(?<actor>[^:]+?) left", EventType.PARTICIPANT_LEAVE),
    MISSED_VOICE("Missed (?:group )?voice call.*", EventType.MISSED_VOICE_CALL),
    MISSED_VIDEO("Missed (?:group )?video call.*", EventType.MISSED_VIDEO_CALL);

    private final Pattern pattern;
    private final EventType type;

    Form(String pattern, EventType type) {
      this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
      this.type = type;
    }

    Optional<SystemLine> in(String line) {
      var matcher = pattern.matcher(line);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      var names = pattern.namedGroups().keySet();
      return Optional.of(new SystemLine(
          type, names.contains("actor") ? matcher.group("actor") : null, names.contains("target") ? matcher.group("target") : null));
    }
  }

  static SystemLine of(String line) {
    return known(line.strip().replaceAll("\\.$", "")).orElse(new SystemLine(EventType.UNKNOWN, null, null));
  }

  /** Whether it is one although it holds a colon, as in the name of a group. */
  static boolean isOne(String line) {
    return known(line.strip()).isPresent();
  }

  boolean isOfAGroup() {
    return switch (type) {
      case GROUP_CREATE, SUBJECT_CHANGE, PARTICIPANT_ADD, PARTICIPANT_REMOVE, PARTICIPANT_LEAVE -> true;
      case UNKNOWN, REACTION, REACTION_TO_ME, MISSED_VOICE_CALL, MISSED_VIDEO_CALL -> false;
    };
  }

  private static Optional<SystemLine> known(String line) {
    return Arrays.stream(Form.values()).flatMap(form -> form.in(line).stream()).findFirst();
  }
}
