package io.tributary.channels.linkedin;

import io.tributary.service.database.Database;
import io.tributary.service.testing.TenancyContract;
import io.tributary.service.testing.TributaryTest;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;

// Without workers: a pass over the account would be a change that no stranger made.
@TributaryTest(database = "linkedin_sync", properties = "tributary.channel.worker.enabled=false")
class TenancyIT extends TenancyContract {

  @Autowired private Database database;

  @Override
  protected Map<String, String> giveData(String tenant, String marker) {
    database.runAsWorker(db -> {
      db.execute("insert into connections (tenant, account, status, display_name, published_version) values (?, ?, 'OK', ?, 1)", tenant, marker, marker);
      db.execute("insert into sync_state (tenant, record_id, reason) values (?, 66, ?)", tenant, marker);
      db.execute("insert into linkedin_profiles (tenant, account, sought, answer, ids) values (?, ?, ?, 'FOUND', array[?])", tenant, marker, marker, marker);
      db.execute("insert into linkedin_look_ups (tenant, account) values (?, ?)", tenant, marker);
    });
    return Map.of("channel", "linkedin", "record", "66");
  }
}
