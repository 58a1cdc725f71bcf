package io.tributary.salesforce.retrieval;

import io.tributary.salesforce.runs.Batch;

/** A way to get one batch and store it. */
interface RetrieveBatch {

  /**
   * Done when everything that Salesforce has of the batch is stored. May be called again for a batch that it broke off.
   *
   * @throws io.tributary.salesforce.failure.SalesforceFailed if it cannot be had
   */
  void retrieve(Batch batch);
}
