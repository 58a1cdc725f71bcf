package io.tributary.local.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Feeds the stack: a pipeline with rules, the mailboxes and messengers, the records. All of it may be done again without harm. */
public final class FeedContacts {

  public static final String TENANT = "acme";
  public static final String PIPELINE = "contacts";

  private final FrontDoor frontDoor;
  private final UniPileAccounts accounts;
  private final Consumer<String> progress;

  public FeedContacts(FrontDoor frontDoor, UniPileAccounts accounts, Consumer<String> progress) {
    this.frontDoor = frontDoor;
    this.accounts = accounts;
    this.progress = progress;
  }

  /**
   * @param csv the records, with a header line; the column external_id identifies them
   * @return how many records were accepted
   */
  public int feed(Path... csv) throws IOException {
    ensurePipeline();
    connect("email", accounts.ids());
    connect("whatsapp", accounts.ids("WHATSAPP"));
    connect("linkedin", accounts.ids("LINKEDIN"));
    int accepted = 0;
    for (var file : csv) {
      accepted += importRecords(file);
    }
    return accepted;
  }

  private void ensurePipeline() {
    var id = frontDoor.all("/api/pipelines").stream()
        .filter(pipeline -> pipeline.path("name").asString().equals(PIPELINE))
        .findFirst()
        .orElseGet(() -> frontDoor.post("/api/pipelines", Map.of("name", PIPELINE, "fields", FIELDS)))
        .path("id");
    frontDoor.put("/api/pipelines/%s/duplicate-rules".formatted(id.asString()), RULES);
    progress.accept("Pipeline %s has its duplicate rules".formatted(PIPELINE));
  }

  private void connect(String channel, List<String> ids) {
    for (var id : ids) {
      frontDoor.postUnlessThere("/api/channels/%s/connections".formatted(channel), Map.of("account", id));
    }
    progress.accept("%d accounts of %s are connected".formatted(ids.size(), channel));
  }

  private int importRecords(Path csv) throws IOException {
    var result = frontDoor.postFile("/api/records/import?pipeline=%s&source=csv".formatted(PIPELINE), csv, "text/csv");
    var accepted = result.path("accepted").asInt();
    var rejected = result.path("rejected");
    progress.accept("%d records are imported".formatted(accepted));
    if (!rejected.isEmpty()) {
      progress.accept("%d lines of %s were refused: %s".formatted(rejected.size(), csv, rejected));
    }
    return accepted;
  }

  private static final List<Map<String, String>> FIELDS = List.of(
      Map.of("name", "first_name", "type", "text"),
      Map.of("name", "last_name", "type", "text"),
      Map.of("name", "personal_email", "type", "email"),
      Map.of("name", "work_email", "type", "email"),
      Map.of("name", "phone_number", "type", "phone", "region", "US"),
      Map.of("name", "linkedin", "type", "url"),
      Map.of("name", "company", "type", "text"));

  private static final Map<String, Object> RULES = Map.of("operator", "OR", "conditions", List.of(
      rule("personal_email", "exact"),
      rule("work_email", "exact"),
      rule("phone_number", "phone_normalized"),
      rule("linkedin", "url_normalized")));

  private static Map<String, Object> rule(String field, String matchType) {
    return Map.of("operator", "AND", "fields", List.of(Map.of("field", field, "match_type", matchType)));
  }
}
