package io.tributary.records.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Gatherer;

/** Gathers what comes one by one into lists that are limited in number and in size. */
final class WindowBySize<T> {

  private final int most;
  private final long largest;
  private final ToIntFunction<? super T> size;
  private List<T> window = new ArrayList<>();
  private long held;

  private WindowBySize(int most, long largest, ToIntFunction<? super T> size) {
    this.most = most;
    this.largest = largest;
    this.size = size;
  }

  /**
   * @param most elements of a window, at least 1
   * @param largest sum of the sizes of a window's elements; one that is larger alone has a window of its own
   */
  static <T> Gatherer<T, ?, List<T>> of(int most, long largest, ToIntFunction<? super T> size) {
    return Gatherer.<T, WindowBySize<T>, List<T>>ofSequential(
        () -> new WindowBySize<>(most, largest, size),
        Gatherer.Integrator.ofGreedy(WindowBySize::take),
        WindowBySize::finish);
  }

  private boolean take(T element, Gatherer.Downstream<? super List<T>> downstream) {
    int added = size.applyAsInt(element);
    boolean goesOn = !isFullWith(added) || hand(downstream);
    window.add(element);
    held += added;
    return goesOn;
  }

  private void finish(Gatherer.Downstream<? super List<T>> downstream) {
    if (!window.isEmpty()) {
      hand(downstream);
    }
  }

  private boolean isFullWith(int added) {
    return !window.isEmpty() && (window.size() == most || held + added > largest);
  }

  private boolean hand(Gatherer.Downstream<? super List<T>> downstream) {
    var full = window;
    window = new ArrayList<>();
    held = 0;
    return downstream.push(full);
  }
}
