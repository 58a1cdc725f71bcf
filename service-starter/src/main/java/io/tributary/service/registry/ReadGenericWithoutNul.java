package io.tributary.service.registry;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;

/** {@link ReadWithoutNul} for generic records. */
final class ReadGenericWithoutNul<T> extends GenericDatumReader<T> {

  ReadGenericWithoutNul(Schema writer) {
    super(writer, writer, slow());
  }

  @Override
  protected Object readString(Object old, Schema expected, Decoder in) throws IOException {
    return Nul.removedFrom(super.readString(old, expected, in));
  }

  @Override
  protected Object readMapKey(Object old, Schema expected, Decoder in) throws IOException {
    return Nul.removedFrom(super.readMapKey(old, expected, in));
  }

  private static GenericData slow() {
    var data = new GenericData();
    data.setFastReaderEnabled(false);
    return data;
  }
}
