package io.tributary.simulators.salesforce.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.simulators.salesforce.soql.Condition.And;
import io.tributary.simulators.salesforce.soql.Condition.Compared;
import io.tributary.simulators.salesforce.soql.Condition.In;
import io.tributary.simulators.salesforce.soql.Condition.Operator;
import io.tributary.simulators.salesforce.soql.Condition.Or;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoqlTest {

  @Test
  void clausesBecomeATree() {
    var soql = Soql.parse("""
        select RelationId, count(Id) n from TaskWhoRelation
        where Type='Contact' and (RelationId > '003x' or Task.LastModifiedDate >= 2026-11-20T00:00:00+02:00)
        group by RelationId order by RelationId desc nulls last limit 2000 offset 5""");

    assertThat(soql.select()).extracting(Soql.Selected::alias).containsExactly(null, "n");
    assertThat(soql.where()).isEqualTo(new And(List.of(
        new Compared(new Path("Type"), Operator.EQUAL, new Literal.Text("Contact")),
        new Or(List.of(
            new Compared(new Path("RelationId"), Operator.GREATER, new Literal.Text("003x")),
            new Compared(
                new Path("Task.LastModifiedDate"), Operator.GREATER_OR_EQUAL, new Literal.Moment(Instant.parse("2026-11-19T22:00:00Z"))))))));
    assertThat(soql.groupBy()).containsExactly(new Path("RelationId"));
    assertThat(soql.orderBy()).containsExactly(new Soql.Order(new Path("RelationId"), true, true));
    assertThat(soql.limit()).isEqualTo(2000);
    assertThat(soql.offset()).isEqualTo(5);
  }

  @Test
  void textsAreUnescaped() {
    var soql = Soql.parse("SELECT Id FROM Contact WHERE LastName = 'O\\'Neil \\\\ \\n'");

    assertThat(soql.where()).isEqualTo(new Compared(new Path("LastName"), Operator.EQUAL, new Literal.Text("O'Neil \\ \n")));
  }

  @Test
  void thousandsOfIdsAreRead() {
    var ids = IntStream.range(0, 4_400).mapToObj("'003Hs00000%07dAA'"::formatted).collect(Collectors.joining(","));
    var soql = Soql.parse("SELECT Id FROM Contact WHERE Id IN (" + ids + ")");

    assertThat(soql.where()).isInstanceOfSatisfying(In.class, in -> assertThat(in.values()).hasSize(4_400));
  }

  @Test
  void aStatementHasALongestLength() {
    assertThatThrownBy(() -> Soql.parse("SELECT Id FROM Contact" + " ".repeat(100_000))).hasMessageContaining("100000 characters");
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> Soql.parse("SELECT Id FROM Contact WHERE Name = Smith")).hasMessageContaining("'Smith'").hasMessageContaining("quotes");
    assertThatThrownBy(() -> Soql.parse("SELECT Id FROM Contact WHERE A = 1 AND B = 2 OR C = 3")).hasMessageContaining("parentheses");
    assertThatThrownBy(() -> Soql.parse("SELECT Id FROM Contact ; DROP")).hasMessageContaining("';'");
    assertThatThrownBy(() -> Soql.parse("SELECT Id, COUNT() FROM Contact")).hasMessageContaining("COUNT(Id)");
    assertThatThrownBy(() -> Soql.parse("SELECT Id FROM Contact HAVING COUNT(Id) > 1")).hasMessageContaining("GROUP BY");
  }
}
