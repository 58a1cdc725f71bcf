package io.tributary.channels;

/**
 * An identifier was seen written in a form that cannot be derived from its canonical form (a Gmail address with dots): whoever asks the
 * provider for the canonical form alone does not find it.
 */
public record LearnedForm(String canonical, String form) implements Comparable<LearnedForm> {

  @Override
  public int compareTo(LearnedForm other) {
    int byCanonical = canonical.compareTo(other.canonical);
    return byCanonical != 0 ? byCanonical : form.compareTo(other.form);
  }
}
