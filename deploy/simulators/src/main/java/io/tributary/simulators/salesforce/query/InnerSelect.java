package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.soql.Soql;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The SELECT inside an IN: one id of each row of an object that allows it. */
final class InnerSelect {

  private final RunSoql runSoql;

  InnerSelect(RunSoql runSoql) {
    this.runSoql = runSoql;
  }

  List<Object> values(Soql select) {
    if (select.from().toLowerCase(Locale.ROOT).endsWith("relation")) {
      throw SoqlRefused.malformed("Entity '%s' is not supported for semi join inner selects".formatted(select.from()));
    }
    if (!(runSoql.run(select, false) instanceof Found.Listed(var sheet, var columns, var matches))
        || columns.size() != 1 || !columns.getFirst().field().isId()) {
      throw SoqlRefused.malformed("The inner select must select one id.");
    }
    var values = new ArrayList<>();
    matches.read(0, matches.count(), row -> {
      var value = columns.getFirst().value(row);
      if (value != null) {
        values.add(value);
      }
    });
    return values;
  }
}
