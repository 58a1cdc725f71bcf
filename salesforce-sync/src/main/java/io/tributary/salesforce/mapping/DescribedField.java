package io.tributary.salesforce.mapping;

import tools.jackson.databind.JsonNode;

/** A field of Contact as the organisation describes it to this user. */
record DescribedField(String name, String type, int length, boolean custom, String partOf) {

  static DescribedField of(JsonNode json) {
    return new DescribedField(json.path("name").asString(), json.path("type").asString("string"), json.path("length").asInt(0),
        json.path("custom").asBoolean(false), json.path("compoundFieldName").asString(""));
  }

  /** What drift is seen by. */
  String form() {
    return type + "|" + length;
  }
}
