package io.tributary.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class VerdictTest {

  @ParameterizedTest
  @ValueSource(strings = {"21000", "22001", "22P02", "23502", "23505", "23514", "44000", "54000", "P0001"})
  void theseSqlStatesSpeakOfTheData(String state) {
    assertThat(Verdict.on(wrapped(state))).isEqualTo(Verdict.REFUSED);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"40001", "40P01", "08006", "08001", "53300", "53100", "57P01", "57P03", "57014", "55P03", "25006", "42P01", "42501", "58030", "XX000"})
  void theseSqlStatesSpeakOfEverythingElse(String state) {
    assertThat(Verdict.on(wrapped(state))).isEqualTo(Verdict.WAIT);
  }

  @Test
  void theSqlStateDecidesBeforeAnyWrapper() {
    assertThat(Verdict.on(new TransactionSystemException("commit", new SQLException("deferred constraint", "23503")))).isEqualTo(Verdict.REFUSED);
    assertThat(Verdict.on(new DataIntegrityViolationException("odd", new SQLException("deadlock", "40P01")))).isEqualTo(Verdict.WAIT);
  }

  @Test
  void outagesAreWaitedFor() {
    assertThat(Verdict.on(new CannotGetJdbcConnectionException("no connection"))).isEqualTo(Verdict.WAIT);
    assertThat(Verdict.on(new CannotCreateTransactionException("no connection"))).isEqualTo(Verdict.WAIT);
    assertThat(Verdict.on(new PublishFailed("no broker", new TimeoutException()))).isEqualTo(Verdict.WAIT);
    assertThat(Verdict.on(new UncheckedIOException(new IOException("reset")))).isEqualTo(Verdict.WAIT);
  }

  @Test
  void badEventsAndProgrammingErrorsAreRefused() {
    assertThat(Verdict.on(new UnprocessableEvent("no such pipeline"))).isEqualTo(Verdict.REFUSED);
    assertThat(Verdict.on(new PublishFailed("too large", new RecordTooLargeException()))).isEqualTo(Verdict.REFUSED);
    assertThat(Verdict.on(new NullPointerException())).isEqualTo(Verdict.REFUSED);
    assertThat(Verdict.on(new StackOverflowError())).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void aReasonQuotesNoValues() {
    var failure = new DataIntegrityViolationException("insert into people values ('ann@example.org')",
        new SQLException("Key (email)=(ann@example.org) already exists", "23505"));

    assertThat(Reason.of(failure).sentence()).isEqualTo("The database answered SQLSTATE 23505.");
    assertThat(Reason.of(new IllegalArgumentException("ann@example.org")).sentence()).doesNotContain("ann").contains("VerdictTest");
  }

  private static RuntimeException wrapped(String state) {
    return new DataIntegrityViolationException("whatever Spring makes of it", new SQLException("said the server", state));
  }
}
