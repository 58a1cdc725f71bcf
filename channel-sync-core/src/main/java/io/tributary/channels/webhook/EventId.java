package io.tributary.channels.webhook;

/**
 * What makes an event of an account one event, however often it is delivered: the provider gives events no ids. Never the message's id
 * alone: a message that was read, and one that came, are two events of it.
 *
 * @param event its name, as {@code mail_received}
 * @param id of the message, as the provider's events call it, or of what else the event is about
 * @param version what differs where one message has several events of a kind (its new text's hash, its folders); empty where it has one
 */
public record EventId(String event, String id, String version) {

  public EventId(String event, String id) {
    this(event, id, "");
  }
}
