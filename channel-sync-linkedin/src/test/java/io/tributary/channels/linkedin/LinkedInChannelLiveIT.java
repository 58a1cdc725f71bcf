package io.tributary.channels.linkedin;

import io.tributary.simulators.unipile.Mode;

/** Answers in the shape that live answers have. */
class LinkedInChannelLiveIT extends LinkedInChannelKit {

  LinkedInChannelLiveIT() {
    super(Mode.LIVE);
  }
}
