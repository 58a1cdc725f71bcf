package io.tributary.salesforce.discovery;

import io.tributary.salesforce.client.QueryPage;
import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.runs.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts together which contacts a run asks for, page by page; a run that is resumed goes on with the next page. */
public final class DiscoverContacts {

  private static final String CONTACT_PREFIX = "003";

  private final Targets targets;
  private final Runs runs;
  private final DiscoverySettings settings;

  public DiscoverContacts(Targets targets, Runs runs, DiscoverySettings settings) {
    this.targets = targets;
    this.runs = runs;
    this.settings = settings;
  }

  public void discover(Run run, Salesforce org, RunProgress progress) {
    if (run.kind() == RunKind.FULL) {
      activities(run, org, progress, settings.grouped() ? Source.GROUPED_RELATIONS : Source.RELATIONS);
    } else {
      read(run, org, progress, Source.MODIFIED);
      activities(run, org, progress, Source.TOUCHED_RELATIONS);
    }
    if (settings.events()) {
      events(run, org, progress);
    }
    if (run.kind() == RunKind.FULL && !targets.progress(run, Source.HELD).done()) {
      targets.addHeld(run);
    }
  }

  /** Who takes part in tasks, as well as this organisation can tell. */
  private void activities(Run run, Salesforce org, RunProgress progress, Source source) {
    try {
      read(run, org, progress, source);
    } catch (SalesforceFailed e) {
      var instead = instead(source, e.failure());
      if (instead == null) {
        throw e;
      }
      runs.note(run, List.of("discovery: %s cannot be read (%s); %s instead".formatted(source, e.getMessage(), instead)));
      activities(run, org, progress, instead);
    }
  }

  private static @Nullable Source instead(Source source, SalesforceFailure failure) {
    return switch (failure) {
      case UNKNOWN_OBJECT -> switch (source) {
        case RELATIONS, GROUPED_RELATIONS -> Source.TASKS;
        case TOUCHED_RELATIONS -> Source.TOUCHED_TASKS;
        default -> null;
      };
      case UNKNOWN_FIELD -> source == Source.TOUCHED_RELATIONS ? Source.RELATIONS : null;
      case OUTAGE, LOGIN, LIMIT, GONE, TOO_MUCH, FORBIDDEN, REFUSED -> null;
    };
  }

  private void events(Run run, Salesforce org, RunProgress progress) {
    try {
      read(run, org, progress, run.kind() == RunKind.FULL ? Source.EVENTS : Source.TOUCHED_EVENTS);
    } catch (SalesforceFailed e) {
      if (e.failure() != SalesforceFailure.UNKNOWN_OBJECT && e.failure() != SalesforceFailure.UNKNOWN_FIELD) {
        throw e;
      }
      runs.note(run, List.of("discovery: events cannot be read (%s); contacts with events alone are not found".formatted(e.getMessage())));
    }
  }

  private void read(Run run, Salesforce org, RunProgress progress, Source source) {
    for (var at = targets.progress(run, source); !at.done(); at = targets.progress(run, source)) {
      try (var ahead = new ReadAhead<QueryPage>()) {
        fetch(run, org, source, at.cursor(), ahead);
        readOn(run, org, progress, source, at.cursor(), ahead);
      }
    }
  }

  /** To the end, or until Salesforce has forgotten the query. */
  private void readOn(Run run, Salesforce org, RunProgress progress, Source source, @Nullable String begin, ReadAhead<QueryPage> ahead) {
    var cursor = begin;
    for (var page = ahead.next(); page != null; page = ahead.next()) {
      var ids = ids(page, source);
      var next = next(page, source, ids);
      if (next != null && !tellsNext(source, cursor)) {
        fetch(run, org, source, next, ahead);
      }
      cursor = next;
      targets.add(run, source, ids.stream().filter(id -> id.startsWith(CONTACT_PREFIX)).toList(), rows(page, source), next);
      progress.discovered(page.records().size(), page.total());
      if (next == null) {
        return;
      }
    }
    targets.startAgain(run, source);
  }

  /** Whether a page says where the next is while it is being read. A query's first page does not: should it break off, it is read by another query. */
  private static boolean tellsNext(Source source, @Nullable String cursor) {
    return source != Source.GROUPED_RELATIONS && cursor != null;
  }

  /** A page, and the one behind it as soon as it is known where that is: once, though a page that breaks off is read again. */
  private static void fetch(Run run, Salesforce org, Source source, @Nullable String cursor, ReadAhead<QueryPage> ahead) {
    var isKnown = new AtomicBoolean();
    ahead.fetch(() -> page(run, org, source, cursor, next -> {
      if (isKnown.compareAndSet(false, true)) {
        fetch(run, org, source, next, ahead);
      }
    }));
  }

  /** Null where Salesforce has forgotten the query. */
  private static @Nullable QueryPage page(Run run, Salesforce org, Source source, @Nullable String cursor, Consumer<String> begun) {
    if (source == Source.GROUPED_RELATIONS) {
      return org.query(source.soql(null, cursor));
    }
    if (cursor == null) {
      var soql = source.soql(run.from(), null);
      return source == Source.MODIFIED ? org.queryAll(soql) : org.query(soql);
    }
    try {
      return org.next(cursor, begun);
    } catch (SalesforceFailed e) {
      if (e.failure() == SalesforceFailure.GONE) {
        return null;
      }
      throw e;
    }
  }

  private static List<String> ids(QueryPage page, Source source) {
    var ids = new ArrayList<String>(page.records().size());
    page.records().forEach(row -> ids.add(row.path(source.idField()).asString("")));
    return ids;
  }

  private static long rows(QueryPage page, Source source) {
    if (source != Source.GROUPED_RELATIONS) {
      return page.records().size();
    }
    long rows = 0;
    for (var row : page.records()) {
      rows += row.path("n").asLong();
    }
    return rows;
  }

  /** Salesforce orders ids in a way of its own, so the last one is the last that came. */
  private static @Nullable String next(QueryPage page, Source source, List<String> ids) {
    if (source != Source.GROUPED_RELATIONS) {
      return page.next();
    }
    return ids.size() < Source.GROUPS_A_PAGE ? null : ids.getLast();
  }
}
