package io.tributary.participants.links;

import io.tributary.service.kafka.RowsToTopic;
import java.util.List;

/** The tables whose rows go to topics: poked after every transaction that may have changed one. */
public final class PublishedRows {

  private final List<RowsToTopic<?, ?>> tables;

  PublishedRows(List<RowsToTopic<?, ?>> tables) {
    this.tables = List.copyOf(tables);
  }

  public void poke() {
    tables.forEach(RowsToTopic::poke);
  }
}
