package io.tributary.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever reads a stream finds in its schema what a field means and whether it is about a person. */
class SchemaDocsTest {

  /** Words in the names of text fields that speak of people; such a field carries the mark {@code "pii": true}. */
  private static final Set<String> PERSONAL_NAMES = Set.of(
      "raw", "canonical", "searchForms", "displayName", "subject", "body", "requestedBy", "triggeredBy", "linkedBy", "data");

  @TestFactory
  Stream<DynamicTest> everyTypeAndEveryFieldSaysWhatItMeans() {
    return types().map(type -> dynamicTest(type.getName(), () -> {
      assertThat(type.getDoc()).withFailMessage("%s needs a doc: one sentence of what it is.", type.getName()).isNotBlank();
      fields(type).forEach(field -> assertThat(field.doc())
          .withFailMessage("%s.%s needs a doc: what it holds, in which unit, when it is null.", type.getName(), field.name())
          .isNotBlank());
    }));
  }

  @Test
  void fieldsAboutPeopleCarryTheMark() {
    var personal = types().flatMap(SchemaDocsTest::fields).filter(field -> PERSONAL_NAMES.contains(field.name()))
        .toList();

    assertThat(personal).hasSizeGreaterThan(8).allSatisfy(field -> assertThat(field.getObjectProp("pii"))
        .withFailMessage("%s is about a person: give it \"pii\": true.", field.name()).isEqualTo(true));
  }

  @Test
  void enumsTakeSymbolsThatThisReaderDoesNotKnow() {
    assertThat(types().filter(type -> type.getType() == Schema.Type.ENUM)).hasSizeGreaterThan(10)
        .allSatisfy(type -> assertThat(type.getEnumDefault())
            .withFailMessage("%s needs the symbol UNKNOWN and it as its default, else no symbol can ever be added.", type.getName())
            .isEqualTo("UNKNOWN"));
  }

  private static Stream<Schema> types() {
    return Schemas.current().values().stream().flatMap(event -> Schemas.withReferences(event).values().stream())
        .collect(Collectors.toMap(Schema::getFullName, type -> type, (one, same) -> one)).values().stream();
  }

  private static Stream<Schema.Field> fields(Schema type) {
    return type.getType() == Schema.Type.RECORD ? type.getFields().stream() : Stream.empty();
  }
}
