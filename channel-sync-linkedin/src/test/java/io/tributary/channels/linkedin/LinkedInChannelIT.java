package io.tributary.channels.linkedin;

import io.tributary.simulators.unipile.Mode;

/** Answers in the shape of the official schemas. */
class LinkedInChannelIT extends LinkedInChannelKit {

  LinkedInChannelIT() {
    super(Mode.SDK_STRICT);
  }
}
