package io.tributary.service.kafka;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What a service does with the events of a topic. */
@FunctionalInterface
public interface BatchHandler<E extends SpecificRecord> {

  /**
   * Stores what the batch says; when it returns, the offsets are committed. The batch may be given again, whole or in halves, so a
   * second delivery has to have no effect.
   *
   * @param batch in the order of the partitions, never empty
   * @throws UnprocessableEvent if an event of the batch can never be stored: the batch is halved until that one is alone, and it goes to
   *     the dead letters with its original bytes. The same happens with exceptions that carry an SQLSTATE of class 22 or 23, and with
   *     programming errors. Everything else (database, broker or registry away, serialization failures, deadlocks) is waited out: the
   *     same batch is given again, without end.
   */
  void handle(List<Received<E>> batch);
}
