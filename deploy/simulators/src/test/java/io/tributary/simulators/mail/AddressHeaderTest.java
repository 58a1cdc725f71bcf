package io.tributary.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressHeaderTest {

  /** The addresses are those that Python's email.utils.getaddresses finds, but for the last four, of which it makes nonsense. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      a@example.com                                                  | a@example.com
      Ada <a@example.com>, b@Example.COM (Bob)                       | a@example.com b@Example.COM
      "Last, First" <a@example.com>                                  | a@example.com
      "Ann "the" Bee" <a@example.com>, c@example.com                 | a@example.com c@example.com
      Ann/IBM@IBMUS <a@example.com>                                  | a@example.com
      =?UTF-8?Q?Last,_First?= <a@example.com>                        | a@example.com
      =?gb2312?B?s8LA2g==?= <a@example.com>, b@example.com           | a@example.com b@example.com
      Jörg Müller <a@example.com>, linux-spi@vger.kernel.org         | a@example.com linux-spi@vger.kernel.org
      undisclosed-recipients:;                                       |
      Friends: a@example.com, B <b@example.com>;, c@example.com      | a@example.com b@example.com c@example.com
      <@relay.example:a@example.com>                                 | a@example.com
      a@example.com,, ,b@example.com,                                | a@example.com b@example.com
      "open list:ARM"@lists.example.com                              | open list:ARM@lists.example.com
      robh+dt@kernel.org                                             | robh+dt@kernel.org
      Nobody at all                                                  |
      <>                                                             |
      ``                                                             |
      =?UTF-8?B?QWRhIDxhQGV4YW1wbGUuY29tPg==?=                       | a@example.com
      ""@example.com                                                 |
      tom@here.example, Mikel@Home <m@example.com>, t@there.example  | tom@here.example m@example.com t@there.example
      Tim <<t@example.com>>                                          | t@example.com
      """)
  void findsTheAddressesInFieldsAsPeopleAndProgramsWroteThem(String field, String addresses) {
    var expected = addresses == null ? List.<String>of() : Arrays.asList(addresses.replace("open list", "open_list").split(" "));
    assertThat(AddressHeader.addressesOf(bytes(field == null ? "" : field)))
        .extracting(address -> address.address().replace("open list", "open_list"))
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      "Last, First (Company)" <a@example.com>            | Last, First (Company)
      =?iso-8859-1?Q?J=F6rg?= =?utf-8?Q?_M=C3=BCller?= <a@example.com> | Jörg Müller
      Jörg Müller <a@example.com>                        | Jörg Müller
      =?big5?B?pKSk5Q==?= <a@example.com>                | 中文
      <a@example.com>                                    |
      """)
  void decodesDisplayNames(String field, String name) {
    assertThat(AddressHeader.addressesOf(bytes(field))).singleElement().extracting(MailAddress::name).isEqualTo(name);
  }

  /** As they come out of a header: one char a byte. */
  private static String bytes(String field) {
    return new String(field.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
