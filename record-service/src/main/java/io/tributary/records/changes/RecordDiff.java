package io.tributary.records.changes;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import io.tributary.events.RecordState;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The heart of change capture, a pure function: the row before × the row after × the pipeline's rules → what changed, per
 * channel. A channel whose identifiers did not change gets no event.
 */
public final class RecordDiff {

  /**
   * @param before the row before the change; null where it was inserted
   * @param after the row after the change; null where it was removed from the table
   * @param rules the rules of the row's pipeline
   */
  public static RecordChange between(
      @Nullable RecordRow before, @Nullable RecordRow after, PipelineRules rules, ChangePoint point) {
    var now = after != null ? after : removed(Objects.requireNonNull(before, "a change has a row before or after it"));
    var was = before == null ? null : RecordContent.of(before, rules);
    var is = RecordContent.of(now, rules);
    var step = new Step(now, reasonOf(before, now), position(now, rules, point), point);
    if (publishesInFull(before, now)) {
      return new RecordChange(state(step, is), channels(step, was, is, Channels.ALL), is.deleted());
    }
    var changed = Channels.ALL.stream().filter(channel -> !current(was, channel).equals(is.current(channel))).toList();
    if (changed.isEmpty() && was != null && was.fingerprint().equals(is.fingerprint())) {
      return RecordChange.NOTHING;
    }
    return new RecordChange(state(step, is), channels(step, was, is, changed), is.deleted());
  }

  private record Step(RecordRow row, ChangeReason reason, Position position, ChangePoint point) {}

  /** A row that left the table without being deleted first: its deletion is a change of its own. */
  private static RecordRow removed(RecordRow row) {
    return new RecordRow(
        row.tenant(), row.id(), row.pipelineId(), row.data(), row.deleted() ? row.version() : row.version() + 1,
        row.reconcileSeq(), row.reconcileReason(), true, row.mergedInto());
  }

  /** A touched row changed nothing: somebody doubts that its last state is on the topics. */
  private static boolean publishesInFull(@Nullable RecordRow before, RecordRow now) {
    return before != null && (before.reconcileSeq() != now.reconcileSeq() || before.pipelineId() != now.pipelineId());
  }

  private static ChangeReason reasonOf(@Nullable RecordRow before, RecordRow now) {
    if (before == null) {
      return ChangeReason.CREATED;
    }
    if (before.reconcileSeq() != now.reconcileSeq()) {
      return Objects.requireNonNullElse(now.reconcileReason(), ChangeReason.RECONCILED);
    }
    if (now.mergedInto() != null && before.mergedInto() == null) {
      return ChangeReason.MERGED;
    }
    if (before.deleted() != now.deleted()) {
      return now.deleted() ? ChangeReason.DELETED : ChangeReason.RESTORED;
    }
    return ChangeReason.UPDATED;
  }

  private static Position position(RecordRow row, PipelineRules rules, ChangePoint point) {
    return new Position(point.epoch(), row.version(), rules.version());
  }

  private static RecordState state(Step step, RecordContent is) {
    return RecordState.newBuilder()
        .setTenant(step.row().tenant())
        .setRecordId(step.row().id())
        .setPipeline(is.pipeline())
        .setCompanyPipeline(is.company())
        .setPosition(step.position())
        .setIdentifiers(is.identifiers())
        .setMatchValues(is.matchValues())
        .setCompanyDomains(is.companyDomains())
        .setDisplayName(is.displayName())
        .setDeleted(is.deleted())
        .setMergedInto(is.mergedInto())
        .setFingerprint(is.fingerprint())
        .setCommittedAt(step.point().committedAt())
        .build();
  }

  private static List<IdentifiersChanged> channels(
      Step step, @Nullable RecordContent was, RecordContent is, List<Channel> channels) {
    return channels.stream().map(channel -> channel(step, was, is, channel)).toList();
  }

  private static IdentifiersChanged channel(Step step, @Nullable RecordContent was, RecordContent is, Channel channel) {
    var current = is.current(channel);
    return IdentifiersChanged.newBuilder()
        .setTenant(step.row().tenant())
        .setRecordId(step.row().id())
        .setChannel(channel)
        .setPosition(step.position())
        .setReason(step.reason())
        .setCurrent(current)
        .setAdded(added(current(was, channel), current))
        .setRemovedFields(removedFields(was, is, channel))
        .setFingerprint(RecordContent.fingerprint(current))
        .setCommittedAt(step.point().committedAt())
        .build();
  }

  private static List<Identifier> current(@Nullable RecordContent content, Channel channel) {
    return content == null ? List.of() : content.current(channel);
  }

  private static List<Identifier> added(List<Identifier> before, List<Identifier> now) {
    var known = before.stream().map(Identifier::getCanonical).collect(Collectors.toCollection(HashSet::new));
    return now.stream().filter(identifier -> !known.contains(identifier.getCanonical())).toList();
  }

  private static List<String> removedFields(@Nullable RecordContent was, RecordContent is, Channel channel) {
    var fields = was == null ? new TreeSet<String>() : new TreeSet<>(was.fieldsOf(channel));
    fields.removeAll(is.fieldsOf(channel));
    return List.copyOf(fields);
  }

  private RecordDiff() {}
}
