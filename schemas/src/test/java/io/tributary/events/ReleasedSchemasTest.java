package io.tributary.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** FULL_TRANSITIVE, as the registry demands it: today's schemas against every released one, in both directions. */
class ReleasedSchemasTest {

  @TestFactory
  Stream<DynamicTest> everyEventReadsAndIsReadByEveryReleasedVersion() {
    return Schemas.releases().stream().flatMap(release -> Schemas.released(release).entrySet().stream().map(released ->
        dynamicTest(released.getKey() + " " + release.getFileName(), () -> {
          var now = Schemas.current().get(released.getKey());
          assertThat(now).withFailMessage("%s was released in %s and no topic carries it any more. Released events stay: "
              + "put its schema and its topic back.", released.getKey(), release.getFileName()).isNotNull();
          demand(now, released.getValue(), "does not read what %s wrote".formatted(release.getFileName()));
          demand(released.getValue(), now, "cannot be read by consumers still on %s".formatted(release.getFileName()));
        })));
  }

  @Test
  void everyEventHasBeenReleased() {
    var released = Schemas.releases().stream().flatMap(release -> Schemas.released(release).keySet().stream())
        .collect(Collectors.toSet());
    assertThat(Schemas.current().keySet()).allSatisfy(event -> assertThat(released)
        .withFailMessage("%s is new: put its schema, with every type written out, into the next folder under %s "
            + "(schemas/README.md tells how).", event, Schemas.RELEASED)
        .contains(event));
  }

  private static void demand(Schema reader, Schema writer, String sentence) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
      fail("%s as it is now %s:%n%s%nGive a new field a default; never remove, rename or retype a field without one; add "
          + "symbols only to enums with a default. If the change cannot be made so, it is a new event on a new topic.",
          reader.getName(), sentence, result.getResult().getIncompatibilities().stream()
              .map(found -> "  %s at %s: %s".formatted(found.getType(), found.getLocation(), found.getMessage()))
              .collect(Collectors.joining("\n")));
    }
  }
}
