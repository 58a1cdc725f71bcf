package io.tributary.simulators.chat;

/** Whose network a messenger's account belongs to. */
public enum MessengerType {
  WHATSAPP,
  LINKEDIN
}
