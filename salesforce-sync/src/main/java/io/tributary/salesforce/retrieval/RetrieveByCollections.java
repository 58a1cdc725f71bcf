package io.tributary.salesforce.retrieval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.salesforce.contacts.JsonRows;
import io.tributary.salesforce.retrieval.StorePage.Rows;
import io.tributary.salesforce.runs.Batch;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** One call a batch. It shows nothing of what is deleted, so a second look by query asks for what did not come. */
final class RetrieveByCollections implements RetrieveBatch {

  static final int MOST_IDS = 2000;
  private static final int LONGEST_ADDRESS = 12_000;
  private static final int ENCODED_ID = 27;
  /** A query's page may be so short where it has long texts. */
  private static final int SHORTEST_PAGE = 200;

  private final Retrieval retrieval;
  private final Batches batches;
  private final StorePage pages;
  private final JsonMapper json;

  RetrieveByCollections(Retrieval retrieval, Batches batches, StorePage pages, JsonMapper json) {
    this.retrieval = retrieval;
    this.batches = batches;
    this.pages = pages;
    this.json = json;
  }

  @Override
  public void retrieve(Batch batch) {
    var ids = batches.ids(batch);
    for (int i = 0; i < ids.size(); i += MOST_IDS) {
      var some = ids.subList(i, Math.min(ids.size(), i + MOST_IDS));
      pages.store(batch, () -> rows(retrieval.org().contacts(some, retrieval.fields())));
    }
    var invisible = batches.ids(batch);
    int most = idsOfQuery();
    for (int i = 0; i < invisible.size(); i += most) {
      secondLook(batch, invisible.subList(i, Math.min(invisible.size(), i + most)));
    }
    batches.done(retrieval.run(), batch);
  }

  private void secondLook(Batch batch, List<String> ids) {
    pages.store(batch, () -> rows(retrieval.org().rows(retrieval.select() + Retrieval.in(ids))));
  }

  private int idsOfQuery() {
    var left = LONGEST_ADDRESS - URLEncoder.encode(retrieval.select(), UTF_8).length();
    return Math.clamp(left / ENCODED_ID, 1, SHORTEST_PAGE);
  }

  private Rows rows(InputStream answer) {
    return new Rows(new JsonRows(answer, retrieval.fields(), json), StorePage.UNKNOWN, answer);
  }
}
