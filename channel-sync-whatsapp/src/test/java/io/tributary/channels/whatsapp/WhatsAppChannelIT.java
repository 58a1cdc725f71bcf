package io.tributary.channels.whatsapp;

import io.tributary.simulators.unipile.Mode;

/** Answers in the shape that the official schemas have. */
class WhatsAppChannelIT extends WhatsAppChannelKit {

  WhatsAppChannelIT() {
    super(Mode.SDK_STRICT);
  }
}
