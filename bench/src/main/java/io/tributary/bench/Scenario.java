package io.tributary.bench;

/** Something that is measured. */
public interface Scenario {

  /** As it is asked for on the command line. */
  String name();

  /** One sentence for the command line's help. */
  String description();

  /** Starts what it needs on the stack, measures, and stops it again. */
  Outcome run(BenchStack stack, Sizes sizes) throws Exception;
}
