package io.tributary.records.privacy;

import io.tributary.service.database.Database;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ErasuresController {

  private static final String LIST = """
      select record_id, fields, erased from record_erasures where tenant = ? and erasure_id::text = ? and record_id > ? order by record_id limit ?""";

  private final Database database;

  ErasuresController(Database database) {
    this.database = database;
  }

  /** @param erased whether the fields lost what they held of the person */
  record Concerned(long recordId, List<String> fields, boolean erased) {}

  /** Records of which fields held an identifier of the person; empty until this service was told, and where none did. */
  @GetMapping("/api/privacy/erasures/{erasure}/records")
  Page<Concerned> records(Tenant tenant, @PathVariable String erasure, PageRequest page) {
    long after = page.cursor() == null ? 0 : lastRecord(page.cursor());
    var rows = database.inTenant(tenant.id(), db -> db.fetch(LIST, tenant.id(), erasure, after, page.limit() + 1)
        .map(row -> new Concerned(row.get(0, Long.class), List.of(row.get(1, String[].class)), row.get(2, Boolean.class))));
    if (rows.size() <= page.limit()) {
      return new Page<>(rows, null);
    }
    var items = rows.subList(0, page.limit());
    return new Page<>(items, CursorCodec.encode(items.getLast().recordId()));
  }

  private static long lastRecord(String cursor) {
    try {
      return Long.parseLong(CursorCodec.decode(cursor, 1).getFirst());
    } catch (NumberFormatException e) {
      throw Problem.invalid("cursor", "is not one that this list gave");
    }
  }
}
