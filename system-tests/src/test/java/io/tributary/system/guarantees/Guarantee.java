package io.tributary.system.guarantees;

import java.util.List;

/**
 * A promise of the system, and how to see from outside whether it was kept.
 *
 * @param <E> what it is judged by, when all is quiet
 */
public interface Guarantee<E> {

  /** As a sentence. */
  String name();

  /** @return a sentence for each breach, with the record or row concerned; none if the promise was kept */
  List<String> breaches(E evidence);
}
