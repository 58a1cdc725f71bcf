package io.tributary.service.kafka;

import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.Internal;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** The table of the starter's tests, as jOOQ's generator would write it. */
public final class Things extends TableImpl<Record> {

  public static final Things THINGS = new Things();

  public final TableField<Record, String> tenant = createField(DSL.name("tenant"), SQLDataType.CLOB);
  public final TableField<Record, Long> id = createField(DSL.name("id"), SQLDataType.BIGINT);
  public final TableField<Record, String> name = createField(DSL.name("name"), SQLDataType.CLOB);
  public final TableField<Record, Long> version = createField(DSL.name("version"), SQLDataType.BIGINT);
  public final TableField<Record, Long> publishedVersion = createField(DSL.name("published_version"), SQLDataType.BIGINT);

  private Things() {
    super(DSL.name("things"));
  }

  @Override
  public UniqueKey<Record> getPrimaryKey() {
    return Internal.createUniqueKey(this, DSL.name("things_pkey"), new TableField[] {tenant, id}, true);
  }
}
