package io.tributary.connectors.gmail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** The requests of Gmail's API that are used. All its 64-bit numbers are strings; empty lists are missing. */
@HttpExchange("/gmail/v1/users/me")
interface GmailApi {

  @GetExchange("/profile")
  Profile profile();

  @GetExchange("/messages")
  Ids messages(
      @RequestParam String labelIds, @RequestParam String q, @RequestParam int maxResults,
      @RequestParam(required = false) @Nullable String pageToken);

  @GetExchange("/history")
  Changes history(
      @RequestParam String startHistoryId, @RequestParam int maxResults, @RequestParam List<String> historyTypes,
      @RequestParam(required = false) @Nullable String pageToken);

  @GetExchange("/messages/{id}?format=full")
  Message message(@PathVariable String id);

  record Profile(@Nullable String emailAddress, @Nullable String historyId) {}

  record Ids(@Nullable List<Id> messages, @Nullable String nextPageToken) {}

  record Id(String id, @Nullable List<String> labelIds) {}

  record Changes(@Nullable List<Change> history, @Nullable String nextPageToken, @Nullable String historyId) {}

  record Change(@Nullable List<Added> messagesAdded, @Nullable List<Added> labelsAdded) {}

  record Added(@Nullable Id message, @Nullable List<String> labelIds) {}

  record Message(
      String id, @Nullable String threadId, @Nullable List<String> labelIds, @Nullable String internalDate, @Nullable Part payload) {

    List<String> labels() {
      return labelIds == null ? List.of() : labelIds;
    }
  }

  record Part(
      @Nullable String mimeType, @Nullable String filename, @Nullable List<Header> headers, @Nullable Body body, @Nullable List<Part> parts) {}

  record Header(String name, @Nullable String value) {}

  record Body(@Nullable String data, @Nullable String attachmentId, long size) {}
}
