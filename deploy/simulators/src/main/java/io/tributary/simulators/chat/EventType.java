package io.tributary.simulators.chat;

/** What a row tells that is no message. The order is that of the numbers by which the API names them. */
public enum EventType {
  UNKNOWN,
  REACTION,
  REACTION_TO_ME,
  GROUP_CREATE,
  SUBJECT_CHANGE,
  PARTICIPANT_ADD,
  PARTICIPANT_REMOVE,
  PARTICIPANT_LEAVE,
  MISSED_VOICE_CALL,
  MISSED_VIDEO_CALL;

  public int number() {
    return ordinal();
  }
}
