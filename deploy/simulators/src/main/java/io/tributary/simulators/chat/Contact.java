package io.tributary.simulators.chat;

/** Somebody, with all that their network knows of them. */
public sealed interface Contact permits WhatsAppContact, LinkedInProfile {

  String name();
}
