package io.tributary.channels;

import io.tributary.events.CommunicationObserved;
import java.util.List;

/** Where observations go. */
public interface Communications {

  /** Returns when all of them are stored for good; throws if one of them could not be. */
  void publish(List<CommunicationObserved> observations);
}
