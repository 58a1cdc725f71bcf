package io.tributary.channels.email;

import io.tributary.simulators.unipile.Mode;

/** Answers in the shape of the official schemas. */
class EmailChannelIT extends EmailChannelKit {

  EmailChannelIT() {
    super(Mode.SDK_STRICT);
  }
}
