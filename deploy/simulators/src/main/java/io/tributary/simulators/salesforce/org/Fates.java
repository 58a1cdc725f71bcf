package io.tributary.simulators.salesforce.org;

import java.math.BigInteger;

/**
 * Which targets are deleted, merged and hidden from the start. The targets are ranked by a permutation, so that these are spread over all: the
 * first ranks are deleted, then merged, then hidden; the losers' winners come from the last ranks.
 */
final class Fates {

  private static final long STRIDE = 1_000_000_007; // a prime above every number of targets

  private final OrgSize size;
  private final Targets targets;
  private final long back;

  Fates(OrgSize size) {
    this.size = size;
    this.targets = new Targets(size.contacts(), size.targets());
    this.back = size.targets() < 2 ? 0 : BigInteger.valueOf(STRIDE).modInverse(BigInteger.valueOf(size.targets())).longValueExact();
  }

  Fate of(long contact) {
    if (size.deleted() + size.merged() + size.hidden() == 0) {
      return Fate.LIVE;
    }
    var target = targets.target(contact);
    return target < 0 ? Fate.LIVE : ofRank(STRIDE % size.targets() * target % size.targets());
  }

  private Fate ofRank(long rank) {
    if (rank < size.deleted()) {
      return Fate.DELETED;
    }
    if (rank < size.deleted() + size.merged()) {
      return Fate.mergedInto(targets.contact(back * (size.targets() - 1 - (rank - size.deleted())) % size.targets()));
    }
    return rank < size.deleted() + size.merged() + size.hidden() ? Fate.HIDDEN : Fate.LIVE;
  }
}
