package io.tributary.service.registry;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads generated classes, with their logical types, and leaves NUL characters out of their strings. */
final class ReadWithoutNul<T> extends SpecificDatumReader<T> {

  /** @param model of the generated class: its conversions are taken over */
  ReadWithoutNul(Schema writer, Schema reader, SpecificData model) {
    super(writer, reader, slow(model));
  }

  @Override
  protected Object readString(Object old, Schema expected, Decoder in) throws IOException {
    return Nul.removedFrom(super.readString(old, expected, in));
  }

  @Override
  protected Object readMapKey(Object old, Schema expected, Decoder in) throws IOException {
    return Nul.removedFrom(super.readMapKey(old, expected, in));
  }

  /** Avro's fast reader (the default) builds a reader of its own that never comes here. */
  private static SpecificData slow(SpecificData model) {
    var data = new SpecificData();
    data.setFastReaderEnabled(false);
    model.getConversions().forEach(data::addLogicalTypeConversion);
    return data;
  }
}
