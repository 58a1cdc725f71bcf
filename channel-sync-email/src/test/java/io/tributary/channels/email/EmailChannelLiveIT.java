package io.tributary.channels.email;

import io.tributary.simulators.unipile.Mode;

/** Answers in the shape that live answers have. */
class EmailChannelLiveIT extends EmailChannelKit {

  EmailChannelLiveIT() {
    super(Mode.LIVE);
  }
}
