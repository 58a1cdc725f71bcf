package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CopyTextTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final CopyText text = new CopyText(written::write);

  @Test
  void whatMeansSomethingToCopyIsWrittenBehindABackslash() throws SQLException {
    value("a\\N\tb\r\nc".getBytes(UTF_8));
    text.nothing();
    value(new byte[0]);
    text.endOfRow();

    assertThat(written()).isEqualTo("a\\\\N\\tb\\r\\nc\t\\N\t\n");
  }

  @Test
  void nulIsLeftOutAndWhatIsNotUtf8BecomesTheCharacterForThat() throws SQLException {
    value("a\0ü\0\t日本😀".getBytes(UTF_8));
    value(new byte[] {'x', (byte) 0xff, 'y', '\t', 0, (byte) 0xc3});

    assertThat(written()).isEqualTo("aü\\t日本😀\tx\ufffdy\\t\ufffd");
  }

  @Test
  void aValueThatIsLongerThanTheBufferIsWrittenWhole() throws SQLException {
    var longText = "0123456789\\".repeat(30_000);

    value(longText.getBytes(UTF_8));
    value("é".repeat(100_000).getBytes(UTF_8));

    assertThat(written()).isEqualTo(longText.replace("\\", "\\\\") + "\t" + "é".repeat(100_000));
  }

  /** Within other text, as values stand. */
  private void value(byte[] bytes) throws SQLException {
    var around = new byte[bytes.length + 2];
    around[0] = '\\';
    around[bytes.length + 1] = '\\';
    System.arraycopy(bytes, 0, around, 1, bytes.length);
    text.value(around, 1, bytes.length + 1);
  }

  private String written() throws SQLException {
    text.flush();
    return written.toString(UTF_8);
  }
}
