package io.tributary.simulators.gong;

import io.tributary.simulators.people.SamplePeople.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recorded call between one of ours and some of theirs.
 *
 * @param id some 19 digits
 * @param parties null while Gong still processes it
 */
public record GongCall(String id, String title, Instant started, long seconds, String host, @Nullable List<Person> parties) {

  Map<String, Object> metaData() {
    var data = new LinkedHashMap<String, Object>();
    data.put("id", id);
    data.put("url", "https://app.gong.io/call?id=" + id);
    data.put("title", title);
    data.put("scheduled", started.toString());
    data.put("started", started.toString());
    data.put("duration", seconds);
    data.put("primaryUserId", "9000000000000000001");
    data.put("direction", "Conference");
    data.put("system", "Zoom");
    data.put("scope", "External");
    data.put("media", "Video");
    data.put("language", "eng");
    data.put("workspaceId", "1000000000000000001");
    data.put("sdrDisposition", null);
    data.put("clientUniqueId", null);
    data.put("customData", null);
    data.put("purpose", null);
    data.put("meetingUrl", null);
    data.put("isPrivate", false);
    data.put("calendarEventId", null);
    return data;
  }

  Map<String, Object> extensive() {
    var call = new LinkedHashMap<String, Object>();
    call.put("metaData", metaData());
    call.put("context", List.of());
    call.put("parties", parties == null ? List.of() : parties(parties));
    call.put("content", Map.of("brief", "What was said in \"" + title + "\"."));
    return call;
  }

  private List<Map<String, Object>> parties(List<Person> theirs) {
    var all = new ArrayList<Map<String, Object>>();
    all.add(party(1, "Our host", host, "9000000000000000001", "Internal"));
    for (int i = 0; i < theirs.size(); i++) {
      all.add(party(i + 2, theirs.get(i).name(), theirs.get(i).email(), null, "External"));
    }
    return all;
  }

  private Map<String, Object> party(int number, String name, String email, @Nullable String userId, String affiliation) {
    var party = new LinkedHashMap<String, Object>();
    party.put("id", id + number);
    party.put("emailAddress", email);
    party.put("name", name);
    party.put("title", null);
    party.put("userId", userId);
    party.put("speakerId", String.valueOf(number));
    party.put("affiliation", affiliation);
    party.put("methods", List.of("Invitee", "Attendee"));
    return party;
  }
}
