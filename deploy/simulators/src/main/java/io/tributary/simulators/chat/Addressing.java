package io.tributary.simulators.chat;

/** By what WhatsApp names its people: it moved from phone numbers to ids of its own, and both are met. */
public enum Addressing {

  /** {@code 33660036335@s.whatsapp.net} wherever a number is known. */
  BY_PHONE,

  /** {@code 140874994434143@lid} wherever there is such an id. */
  BY_LID
}
