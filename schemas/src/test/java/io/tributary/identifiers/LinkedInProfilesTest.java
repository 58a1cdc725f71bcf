package io.tributary.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.Identification.NotAnIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInProfilesTest {

  private static final String CLASSIC_ID = "ACoAAAcDMMQBODyLwZrRcgYhrkCafURGqva0U4E";

  @ParameterizedTest
  @CsvSource({
    "https://www.linkedin.com/in/Jane-Doe/, jane-doe",
    "https://www.linkedin.com/in/jane-doe/?originalSubdomain=uk#about, jane-doe",
    "https://uk.linkedin.com/in/jane-doe/en, jane-doe",
    "//m.linkedin.com/mwlite/in/jane-doe, jane-doe",
    "linkedin.com/in/jane-doe/overlay/contact-info/, jane-doe",
    "in/jane-doe, jane-doe",
    "https://www.linkedin.com/in/andr%C3%A9-m%C3%BCller/, andré-müller",
    "https://www.linkedin.com/in/andre\u0301-mu\u0308ller/, andré-müller",
    "https://www.linkedin.com/pub/jane-doe, jane-doe",
    "https://www.linkedin.com/pub/jane-doe/1a/2b3/45, jane-doe-0452b31a"
  })
  void anyFormOfAProfilesAddressHasOneSlug(String raw, String slug) {
    assertThat(LinkedInProfiles.identify(raw).found()).hasValueSatisfying(profile -> {
      assertThat(profile.getKind()).isEqualTo(IdentifierKind.LINKEDIN_SLUG);
      assertThat(profile.getCanonical()).isEqualTo(slug);
      assertThat(profile.getSearchForms()).startsWith(raw).contains(slug);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {
    CLASSIC_ID, "https://www.linkedin.com/in/" + CLASSIC_ID, "urn:li:fsd_profile:" + CLASSIC_ID,
    "https://www.linkedin.com/profile/view?id=" + CLASSIC_ID, "https://www.linkedin.com/sales/lead/" + CLASSIC_ID + ",NAME_SEARCH,x1y2",
    "urn:li:fs_salesProfile:(" + CLASSIC_ID + ",NAME_SEARCH,x1y2)"})
  void aProvidersIdIsAKindOfItsOwnAndKeepsItsCase(String raw) {
    assertThat(LinkedInProfiles.identify(raw).found()).hasValueSatisfying(profile -> {
      assertThat(profile.getKind()).isEqualTo(IdentifierKind.LINKEDIN_PROVIDER_ID);
      assertThat(profile.getCanonical()).isEqualTo(CLASSIC_ID);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:li:member:12345", "URN:LI:MEMBER:12345", "https://www.linkedin.com/profile/view?id=12345&trk=x"})
  void aMemberUrnIsAKindOfItsOwn(String raw) {
    assertThat(LinkedInProfiles.identify(raw).found()).hasValueSatisfying(profile -> {
      assertThat(profile.getKind()).isEqualTo(IdentifierKind.LINKEDIN_MEMBER_URN);
      assertThat(profile.getCanonical()).isEqualTo("urn:li:member:12345");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "n/a", "jane-doe", "https://www.linkedin.com/company/corp/", "https://www.linkedin.com/school/corp/",
    "https://www.linkedin.com/feed/update/urn:li:activity:6665508550111912345/", "urn:li:organization:5",
    "https://www.linkedin.com/in/", "https://www.linkedin.com/", "https://lnkd.in/abc", "https://notlinkedin.com/in/jane-doe",
    "https://corp.example/linkedin.com/in/jane-doe", "linkedin.com/in/jane linkedin.com/in/joe"})
  void otherPagesAndWordsAreNoIdentifiersAndSayWhy(String raw) {
    assertThat(LinkedInProfiles.identify(raw)).isInstanceOfSatisfying(NotAnIdentifier.class,
        refused -> assertThat(refused.reason()).endsWith("."));
  }

  @Test
  void differentIdsStayDifferentForOnlyLinkedInKnowsWhoseTheyAre() {
    assertThat(LinkedInProfiles.identify(CLASSIC_ID)).isNotEqualTo(LinkedInProfiles.identify(CLASSIC_ID.toLowerCase()));
  }
}
