package io.tributary.salesforce.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.salesforce.connection.TenantOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FieldPlanTest {

  private static final String BASE = """
      {"name":"Id","type":"id"},{"name":"SystemModstamp","type":"datetime"},{"name":"IsDeleted","type":"boolean"},
      {"name":"Name","type":"string"},{"name":"FirstName","type":"string","compoundFieldName":"Name"},
      {"name":"MailingAddress","type":"address"},{"name":"MailingCity","type":"string","compoundFieldName":"MailingAddress"}""";

  @Test
  void compoundFieldsAreNotReadButForTheName() {
    assertThat(plan(BASE, TenantOptions.NONE).names()).contains("Name", "FirstName", "MailingCity").doesNotContain("MailingAddress");
  }

  @Test
  void aCustomFieldIsFoundUnderOneOfItsUsualNamesAndOthersAreKeptAside() {
    var plan = plan(BASE + ",{\"name\":\"NPI_Number__c\",\"type\":\"string\",\"custom\":true},{\"name\":\"Shoe__c\",\"type\":\"double\",\"custom\":true}",
        TenantOptions.NONE);

    assertThat(plan.fields()).contains(
        new SelectedField("NPI_Number__c", "npi", ColumnType.TEXT), new SelectedField("Shoe__c", null, ColumnType.NUMBER));
  }

  @Test
  void aTenantsOwnNameOfAFieldCounts() {
    var options = new TenantOptions(null, Map.of("Doctor_No__c", "npi"), Map.of());

    var plan = plan(BASE + ",{\"name\":\"Doctor_No__c\",\"type\":\"string\",\"custom\":true},{\"name\":\"NPI__c\",\"type\":\"string\",\"custom\":true}", options);

    assertThat(plan.fields()).contains(new SelectedField("Doctor_No__c", "npi", ColumnType.TEXT), new SelectedField("NPI__c", null, ColumnType.TEXT));
  }

  @Test
  void aMappingToAColumnThatIsNotThereIsRefusedAndOneOfAFieldThatIsNotThereIsTold() {
    assertThatThrownBy(() -> plan(BASE, new TenantOptions(null, Map.of("X__c", "nowhere"), Map.of()))).hasMessageContaining("nowhere");
    assertThat(plan(BASE, new TenantOptions(null, Map.of("X__c", "npi"), Map.of())).notices()).anySatisfy(
        notice -> assertThat(notice).contains("no field X__c"));
  }

  @Test
  void aFieldOfAnotherTypeThanItsColumnIsKeptAsideWithANotice() {
    var plan = plan(BASE + ",{\"name\":\"Active__c\",\"type\":\"picklist\",\"custom\":true}", TenantOptions.NONE);

    assertThat(plan.fields()).contains(new SelectedField("Active__c", null, ColumnType.TEXT));
    assertThat(plan.notices()).anySatisfy(notice -> assertThat(notice).contains("Active__c is of type picklist"));
  }

  @Test
  void withoutWhatNothingWorksWithoutThereIsNoPlan() {
    assertThatThrownBy(() -> plan("{\"name\":\"Id\",\"type\":\"id\"}", TenantOptions.NONE)).hasMessageContaining("SystemModstamp");
  }

  @Test
  void aRecordIsToldOfFieldsThatAreThereAndOfTheFirstThatIsFilled() {
    var plan = plan(BASE + ",{\"name\":\"Phone\",\"type\":\"phone\"},{\"name\":\"MobilePhone\",\"type\":\"phone\"},{\"name\":\"Shoe__c\",\"type\":\"string\",\"custom\":true}",
        TenantOptions.NONE);

    var data = new RecordMapping("contacts", Map.of("phone", "MobilePhone, Phone", "shoe", "Shoe__c", "absent", "Nothing__c")).in(plan).dataOf("c");

    assertThat(data).isEqualTo(
        "(select row_to_json(d) from (select coalesce(c.\"mobile_phone\"::text, c.\"phone\"::text) as \"phone\", (c.extra ->> 'Shoe__c') as \"shoe\") d)");
  }

  private static FieldPlan plan(String fields, TenantOptions options) {
    return FieldPlan.of(Description.of(JsonMapper.builder().build().readTree("{\"fields\":[" + fields + "]}")), options, true);
  }
}
