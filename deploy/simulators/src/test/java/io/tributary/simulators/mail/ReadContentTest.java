package io.tributary.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadContentTest {

  @ParameterizedTest
  @CsvSource({
      "big5, Big5, 中文", "gbk, GBK, 中文", "gb2312, GB18030, 镕", "ks_c_5601-1987, x-windows-949, 한국어", "koi8-r, KOI8-R, Привет",
      "iso-8859-1, windows-1252, “é”", "utf-8, ISO-8859-1, é", "us-ascii, UTF-8, é", "x-unheard-of, ISO-8859-1, é", "unknown-8bit, UTF-8, 中文"})
  void decodesTextWhateverItsLabel(String label, String written, String text) {
    var message = new ByteArrayOutputStream();
    message.writeBytes(("Content-Type: text/plain; charset=\"%s\"\nContent-Transfer-Encoding: 8bit\n\n".formatted(label)).getBytes());
    message.writeBytes(text.getBytes(Charset.forName(written)));

    assertThat(ReadContent.of(message.toByteArray()).plain()).isEqualTo(text);
  }

  @Test
  void tellsTextsFromAttachments() {
    var content = ReadContent.of(bytes("""
        Subject: =?utf-8?Q?Caf=C3=A9?=
         and more
        References: <1@x>
        \t<2@x>
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Caf=C3=A9 =
        au lait
        --inner
        Content-Type: text/html

        <p>Caf&eacute;</p>
        --inner--
        --outer
        Content-Type: text/plain; name="=?utf-8?Q?n=C3=B6tes.txt?="
        Content-Disposition: attachment

        not a text
        --outer
        Content-Type: image/png
        Content-ID: <logo@x>
        Content-Transfer-Encoding: base64

        AAEC
        --outer
        Content-Type: application/pdf
        Content-Disposition: attachment; filename*=utf-8''%C3%BCber.pdf

        pdf
        --outer
        Content-Type: message/rfc822

        Subject: within

        text
        --outer--
        """));

    assertThat(content.subject()).isEqualTo("Café and more");
    assertThat(content.plain()).isEqualTo("Café au lait");
    assertThat(content.html()).isEqualTo("<p>Caf&eacute;</p>");
    assertThat(content.attachments())
        .extracting(MailContent.Attachment::name, MailContent.Attachment::mime, MailContent.Attachment::size, MailContent.Attachment::extension)
        .containsExactly(
            tuple("nötes.txt", "text/plain", 10, "txt"),
            tuple("attachment", "image/png", 3, ""),
            tuple("über.pdf", "application/pdf", 3, "pdf"),
            tuple("message.eml", "message/rfc822", 21, "eml"));
    assertThat(content.attachments().get(1).contentId()).isEqualTo("logo@x");
    assertThat(content.headers()).contains(new HeaderField("References", "<1@x>\t<2@x>"));
  }

  @Test
  void givesTheBytesOfOneAttachment() {
    var message = bytes("""
        Content-Type: multipart/mixed; boundary=b

        --b

        text
        --b
        Content-Type: application/octet-stream
        Content-Transfer-Encoding: base64

        AAECAwQ=
        --b--
        """);

    assertThat(ReadContent.attachment(message, 0)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void makesTextOfHtmlWhereThereIsNoOther() {
    var content = ReadContent.of(bytes("""
        Content-Type: text/html; charset=utf-8

        <html><head><title>no</title><style>p {}</style></head><body><p>Tom &amp;
        <b>Jerry</b> &#8364;5 &lt;b&gt;</p><div>x&nbsp;y<br>z</div></body></html>
        """));

    assertThat(content.plain()).isEqualTo("Tom & Jerry €5 <b>\nx y\nz");
  }

  private static byte[] bytes(String message) {
    return message.getBytes(StandardCharsets.UTF_8);
  }
}
