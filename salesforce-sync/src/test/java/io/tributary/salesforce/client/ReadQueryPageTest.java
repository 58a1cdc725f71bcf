package io.tributary.salesforce.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class ReadQueryPageTest {

  private final ReadQueryPage pages = new ReadQueryPage(JsonMapper.builder().build());
  private final List<String> begun = new ArrayList<>();

  @Test
  void whereTheNextPageIsIsToldThoughTheRowsBreakOff() {
    assertThatThrownBy(() -> read("""
        {"totalSize": 3, "done": false, "nextRecordsUrl": "/next-2000", "records": [{"attributes": {"type": "T"}, "Id": "003A"},"""))
        .isInstanceOf(JacksonException.class);
    assertThat(begun).containsExactly("/next-2000");
  }

  @Test
  void rowsComeWithTheirValuesAndWithoutWhatSalesforceAdds() throws IOException {
    var page = read("""
        {"totalSize": 2, "done": true, "more": {"x": [1]}, "records": [
          {"attributes": {"type": "T", "url": "/x"}, "Id": "003A", "n": 7, "Task": {"attributes": {"type": "Task"}, "Id": "00T"}},
          {"Id": null, "n": 1.5}]}""");

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.next()).isNull();
    assertThat(page.records().size()).isEqualTo(2);
    assertThat(page.records().path(0).path("n").asInt()).isEqualTo(7);
    assertThat(page.records().path(0).path("Task").path("Id").asString()).isEqualTo("00T");
    assertThat(page.records().path(0).has("attributes")).isFalse();
    assertThat(page.records().path(1).path("Id").isNull()).isTrue();
    assertThat(begun).isEmpty();
  }

  @Test
  void whatIsNoPageIsRefused() {
    assertThatThrownBy(() -> read("[]")).isInstanceOf(IOException.class);
  }

  private QueryPage read(String json) throws IOException {
    return pages.read(new ByteArrayInputStream(json.getBytes(UTF_8)), begun::add);
  }
}
