package io.tributary.records.upsert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.events.RecordUpsert;
import io.tributary.records.upsert.FoldUpserts.Folded;
import io.tributary.records.upsert.FoldUpserts.Key;
import io.tributary.service.kafka.UnprocessableEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FoldUpsertsTest {

  private final FoldUpserts fold = new FoldUpserts(new JsonMapper());

  @Test
  void whatABatchSaysOfOneRecordBecomesOneUpsertWhateverItsOrder() {
    var folded = fold(upsert("1", 3, "{\"c\":3,\"a\":null}"), upsert("1", 1, "{\"a\":1,\"b\":1}"), upsert("1", 2, "{\"b\":2}"));

    assertThat(folded).singleElement().satisfies(record -> {
      assertThat(record.sourceVersion()).isEqualTo(3);
      assertThat(record.data()).hasToString("{\"a\":null,\"b\":2,\"c\":3}");
    });
  }

  @Test
  void whatIsNotNewerThanWhatIsHeldTakesNoPart() {
    var held = Map.of(new Key("acme", "crm", "1"), 2L);

    var folded = fold.fold(List.of(upsert("1", 1, "{\"a\":1}"), upsert("1", 2, "{\"b\":2}"), upsert("1", 3, "{\"c\":3}")), held);

    assertThat(folded).singleElement().extracting(Folded::data).hasToString("{\"c\":3}");
    assertThat(fold.fold(List.of(upsert("1", 2, "{\"b\":2}")), held)).isEmpty();
  }

  @Test
  void ofTwoWithTheSameVersionTheFirstHolds() {
    assertThat(fold(upsert("1", 1, "{\"a\":1}"), upsert("1", 1, "{\"a\":2,\"b\":2}"))).singleElement().extracting(Folded::data).hasToString("{\"a\":1}");
  }

  @Test
  void theLastWordOnDeletionHolds() {
    assertThat(fold(deleted("1", 2), upsert("1", 1, "{}"))).singleElement().matches(Folded::deleted);
    assertThat(fold(deleted("1", 2), upsert("1", 3, "{}"))).singleElement().matches(record -> !record.deleted());
  }

  @Test
  void recordsComeInTheOrderOfTheirKeys() {
    assertThat(fold(upsert("b", 1, "{}"), upsert("a", 1, "{}"), upsert("c", 1, "{}"))).extracting(record -> record.key().externalId())
        .containsExactly("a", "b", "c");
  }

  @Test
  void anEscapedNulIsLeftOutAndWhatOnlyLooksLikeOneIsKept() {
    var folded = fold(upsert("1", 1, "{\"a\":\"x\\u0000\\u0000y\",\"b\":\"x\\\\u0000y\",\"c\":\"\\\\\\u0000\"}"));

    assertThat(folded).singleElement().satisfies(record -> {
      assertThat(record.data().path("a").asString()).isEqualTo("xy");
      assertThat(record.data().path("b").asString()).isEqualTo("x\\u0000y");
      assertThat(record.data().path("c").asString()).isEqualTo("\\");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "1", "{} {}x"})
  void whatIsNoObjectIsRefusedWithoutShowingIt(String data) {
    assertThatThrownBy(() -> fold(upsert("1", 1, data))).isInstanceOf(UnprocessableEvent.class).hasMessage("The field data is not a JSON object.");
  }

  @Test
  void aRecordNeedsAnId() {
    assertThatThrownBy(() -> fold(upsert(" ", 1, "{}"))).isInstanceOf(UnprocessableEvent.class);
  }

  private List<Folded> fold(RecordUpsert... batch) {
    return fold.fold(List.of(batch), Map.of());
  }

  private static RecordUpsert deleted(String externalId, long version) {
    return RecordUpsert.newBuilder(upsert(externalId, version, "{}")).setDeleted(true).build();
  }

  private static RecordUpsert upsert(String externalId, long version, String data) {
    return RecordUpsert.newBuilder().setTenant("acme").setSource("crm").setExternalId(externalId).setSourceVersion(version)
        .setPipeline("people").setData(data).setOccurredAt(Instant.EPOCH).build();
  }
}
