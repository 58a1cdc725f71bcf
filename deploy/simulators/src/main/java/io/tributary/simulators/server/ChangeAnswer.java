package io.tributary.simulators.server;

import java.util.Objects;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a true answer the one that a fault wants. What is no JSON object stays as it is. */
record ChangeAnswer(Request request, FaultRule rule, Paging paging) {

  private static final JsonMapper JSON = JsonMapper.shared();

  Answer toRepeatItsCursor(Answer truth) {
    var asked = paging.asked().apply(request);
    return asked == null ? truth : changed(truth, page -> led(page, asked));
  }

  Answer toAnEmptyPage(Answer truth) {
    var first = paging.first();
    if (first == null || paging.asked().apply(request) != null) {
      return truth;
    }
    return changed(truth, page -> {
      if (paging.lists().stream().noneMatch(page::has)) {
        return page;
      }
      paging.lists().stream().filter(page::has).forEach(page::putArray);
      return led(page, first);
    });
  }

  Answer toHoldNulls(Answer truth) {
    var field = Objects.requireNonNull(rule.field());
    return changed(truth, page -> {
      page.findParents(field).forEach(parent -> ((ObjectNode) parent).putNull(field));
      return page;
    });
  }

  Answer toHoldALongText(Answer truth) {
    var field = Objects.requireNonNull(rule.field());
    return changed(truth, page -> {
      page.findParents(field).stream().filter(parent -> parent.get(field).isString()).findFirst()
          .ifPresent(parent -> ((ObjectNode) parent).put(field, "x".repeat(FaultRule.LONG)));
      return page;
    });
  }

  private ObjectNode led(ObjectNode page, String cursor) {
    paging.lead().accept(page, cursor);
    return page;
  }

  private static Answer changed(Answer truth, UnaryOperator<ObjectNode> change) {
    try {
      return JSON.readTree(truth.body()) instanceof ObjectNode page
          ? new Answer(truth.status(), truth.contentType(), JSON.writeValueAsBytes(change.apply(page)), truth.headers()) : truth;
    } catch (JacksonException _) {
      return truth;
    }
  }
}
