package io.tributary.records.rules;

import io.tributary.records.changes.PipelineRules;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules that hold now, by pipeline. They may be ahead of a change that is looked at: then the change's position carries the
 * newer rules version, and the reconciliation that the rules' own row asks for finds what the diff could not.
 */
public final class CurrentRules {

  private record Key(String tenant, long pipelineId) {}

  private final RulesStore store;
  private final Map<Key, PipelineRules> known = new ConcurrentHashMap<>();

  public CurrentRules(RulesStore store) {
    this.store = store;
  }

  /** Reads the rules of all pipelines. */
  public void load() {
    store.all().forEach(this::remember);
  }

  /** A pipeline that nobody knows (it was removed with its records) has no rules: its records hold no identifiers. */
  public PipelineRules of(String tenant, long pipelineId) {
    return known.computeIfAbsent(new Key(tenant, pipelineId), this::none);
  }

  /** Reads the rules of one pipeline again. */
  public PipelineRules reload(String tenant, long pipelineId) {
    store.of(tenant, pipelineId).ifPresentOrElse(this::remember, () -> known.remove(new Key(tenant, pipelineId)));
    return of(tenant, pipelineId);
  }

  private void remember(PipelineRules rules) {
    known.put(new Key(rules.tenant(), rules.pipelineId()), rules);
  }

  private PipelineRules none(Key key) {
    return new PipelineRules(key.tenant(), key.pipelineId(), "", false, new TreeMap<>(), List.of(), 0);
  }
}
