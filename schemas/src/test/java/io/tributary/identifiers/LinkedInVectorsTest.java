package io.tributary.identifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tributary.events.Identifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Other projects' facts about addresses of LinkedIn profiles; see vectors/NOTICE. */
class LinkedInVectorsTest {

  @TestFactory
  Stream<DynamicTest> profilesAreRecognisedAndOtherPagesAreNot() {
    // Rows without a verdict only say that an anchored pattern of that project does not match.
    return Vectors.table("linkedin/vectors.tsv").stream().filter(row -> !row.get("is_profile").isEmpty()).map(row ->
        dynamicTest("'" + row.get("input") + "'", () -> {
          var slug = LinkedInProfiles.identify(row.get("input")).found().map(Identifier::getCanonical);
          assertThat(slug.isPresent()).isEqualTo(row.get("is_profile").equals("yes"));
          if (slug.isPresent() && !row.get("slug").isEmpty()) {
            assertThat(slug).contains(row.get("slug"));
          }
        }));
  }
}
