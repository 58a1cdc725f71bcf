package io.tributary.records.capture;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.tributary.service.kafka.Outgoing;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One batch of committed changes becomes events: decode, diff, publish, wait for every acknowledgement, and only then tell the
 * engine, which moves the slot. Whatever fails before that is repeated: nothing is lost, some things are said twice.
 */
final class CaptureChanges implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {

  private final DecodeChange decoder;
  private final EventsOfChange events;
  private final SwitchRules rules;
  private final PublishEvents publisher;
  private final SlotPosition position;
  private final CaptureAlarms alarms;

  CaptureChanges(
      DecodeChange decoder, EventsOfChange events, SwitchRules rules, PublishEvents publisher, SlotPosition position,
      CaptureAlarms alarms) {
    this.decoder = decoder;
    this.events = events;
    this.rules = rules;
    this.publisher = publisher;
    this.position = position;
    this.alarms = alarms;
  }

  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> batch, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    var unpublished = new ArrayList<Outgoing<?>>();
    for (var event : batch) {
      switch (decoder.decode(event.record())) {
        case SourceChange.OfRecord change -> unpublished.addAll(events.of(change));
        case SourceChange.OfGhost ghost -> unpublished.addAll(events.of(ghost));
        case SourceChange.OfRules(var tenant, var pipelineId) -> {
          publish(unpublished);
          rules.switchTo(tenant, pipelineId);
        }
        case SourceChange.OfHeartbeat(var writtenAt) -> alarms.heartbeatArrived(writtenAt);
        case SourceChange.Unreadable row -> alarms.unreadable(row);
        case SourceChange.OfNothing _ -> {}
      }
    }
    publish(unpublished);
    position.confirming(batch.getLast().record());
    for (var event : batch) {
      committer.markProcessed(event);
    }
    committer.markBatchFinished();
  }

  /** Before rules change, all that was decided by the old ones is out: the reconciliation that follows reads the topics. */
  private void publish(List<Outgoing<?>> unpublished) throws InterruptedException {
    publisher.publish(unpublished);
    unpublished.clear();
  }
}
