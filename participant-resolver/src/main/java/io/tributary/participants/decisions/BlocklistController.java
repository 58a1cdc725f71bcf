package io.tributary.participants.decisions;

import io.tributary.participants.decisions.Blocklist.Blocked;
import io.tributary.participants.resolve.Identity;
import io.tributary.service.web.Caller;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Addresses, domains and numbers that are nobody's in this tenant. */
@RestController
@RequestMapping("/api/links/blocklist")
class BlocklistController {

  private final Blocklist blocklist;

  BlocklistController(Blocklist blocklist) {
    this.blocklist = blocklist;
  }

  /** @param kind address, domain or number */
  record NewBlock(@Nullable String kind, @Nullable String value, @Nullable String reason) {}

  @GetMapping
  Page<Blocked> list(Tenant tenant, PageRequest page) {
    var read = blocklist.list(tenant.id(), page, after(page.cursor()));
    if (read.size() <= page.limit()) {
      return new Page<>(read, null);
    }
    var items = read.subList(0, page.limit());
    var last = items.getLast();
    return new Page<>(items, CursorCodec.encode(last.kind(), last.value()));
  }

  @PostMapping
  Blocked block(Caller caller, @RequestBody NewBlock given) {
    return blocklist.block(caller, BlockedKind.of(given.kind()).blockable(orEmpty(given.value())), Wish.checked(given.reason()));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unblock(Caller caller, @RequestParam(required = false) @Nullable String kind, @RequestParam(required = false) @Nullable String value) {
    if (!blocklist.unblock(caller, identity(kind, value))) {
      throw Problem.notFound("blocked " + kind, orEmpty(value));
    }
  }

  private static Identity identity(@Nullable String kind, @Nullable String value) {
    return BlockedKind.of(kind).identity(orEmpty(value));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static @Nullable Identity after(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    var parts = CursorCodec.decode(cursor, 2);
    return BlockedKind.of(parts.get(0)).identity(parts.get(1));
  }
}
