package io.tributary.simulators.salesforce.soql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** A value as it stands in a statement. */
public sealed interface Literal {

  /** {@code null}. */
  record Null() implements Literal {}

  /** {@code 'text'}, unescaped. */
  record Text(String value) implements Literal {}

  /** {@code 12.5}. */
  record Amount(BigDecimal value) implements Literal {}

  /** {@code true}. */
  record Truth(boolean value) implements Literal {}

  /** {@code 2026-11-20}. */
  record Day(LocalDate value) implements Literal {}

  /** {@code 2026-11-20T10:11:12Z}. */
  record Moment(Instant value) implements Literal {}

  /** {@code LAST_N_DAYS:7}: from the start of the first of those days, today included, all in UTC. */
  record LastDays(int days) implements Literal {}
}
