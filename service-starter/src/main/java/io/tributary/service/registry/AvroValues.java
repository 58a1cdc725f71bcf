package io.tributary.service.registry;

import io.tributary.events.TrustEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro records to bytes and back, in the Confluent wire format: a zero, the schema's id in four bytes, Avro's binary encoding. Values
 * are read with the writer's schema and resolved to the reader's; NUL characters are left out of strings, because PostgreSQL cannot
 * store them. For any number of threads.
 */
public final class AvroValues implements AutoCloseable {

  static {
    TrustEvents.once();
  }

  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;

  private final RegistryClient registry;
  private final KnownSchemas schemas;
  private final Map<ReaderKey, DatumReader<IndexedRecord>> readers = new ConcurrentHashMap<>();

  AvroValues(RegistryConfig config) {
    this.registry = new RegistryClient(config);
    this.schemas = new KnownSchemas(registry, config.autoRegister(), InstantSource.system());
  }

  /** @param config the keys of {@link RegistryAvroSerializer} */
  public static AvroValues with(Map<String, ?> config) {
    return new AvroValues(RegistryConfig.of(config));
  }

  /**
   * @param subject the topic's name and "-value" or "-key"
   * @throws BadEvent if the value does not fit its own schema
   * @throws RegistryUnavailable if the schema's id cannot be had
   */
  public byte[] encode(String subject, IndexedRecord value) {
    var schema = value.getSchema();
    int id = schemas.idOf(subject, schema);
    var bytes = new ByteArrayOutputStream(512);
    bytes.write(MAGIC);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      writer(value, schema).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new BadEvent("A %s does not fit its own schema: a required field is missing or of the wrong type.".formatted(schema.getName()), e);
    }
  }

  /**
   * @throws BadEvent if the bytes are malformed, of an unknown schema or of another type
   * @throws RegistryUnavailable if the writer's schema cannot be had
   */
  public <E extends SpecificRecord> E decode(byte[] bytes, Class<E> type) {
    int id = schemaId(bytes);
    var writer = schemas.byId(id);
    var reader = SpecificData.getForClass(type).getSchema(type);
    if (!writer.getFullName().equals(reader.getFullName())) {
      throw new BadEvent("The value is a %s; a %s was expected.".formatted(writer.getFullName(), reader.getFullName()));
    }
    return type.cast(decode(bytes, readers.computeIfAbsent(new ReaderKey(id, type),
        _ -> new ReadWithoutNul<>(writer, reader, SpecificData.getForClass(type)))));
  }

  /** As the generated class that the writer's schema names. */
  IndexedRecord decodeSpecific(byte[] bytes) {
    var writer = schemas.byId(schemaId(bytes));
    if (SpecificData.get().getClass(writer) instanceof Class<?> type && SpecificRecord.class.isAssignableFrom(type)) {
      return decode(bytes, type.asSubclass(SpecificRecord.class));
    }
    throw new BadEvent("The value is a %s, for which there is no class here.".formatted(writer.getFullName()));
  }

  /** As a generic record of the writer's schema. */
  IndexedRecord decodeGeneric(byte[] bytes) {
    int id = schemaId(bytes);
    var writer = schemas.byId(id);
    return decode(bytes, readers.computeIfAbsent(new ReaderKey(id, GenericData.Record.class), _ -> new ReadGenericWithoutNul<>(writer)));
  }

  @Override
  public void close() {
    registry.close();
  }

  private static IndexedRecord decode(byte[] bytes, DatumReader<IndexedRecord> reader) {
    var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    try {
      var value = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new BadEvent("The value goes on after its last field.");
      }
      return value;
    } catch (BadEvent e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Whatever Avro trips over (lengths, indexes, classes), the same bytes will always be malformed.
      throw new BadEvent("The value's bytes are not what their schema says (%s).".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private static int schemaId(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new BadEvent("The value has %d bytes; five are needed to name its schema.".formatted(bytes.length));
    }
    if (bytes[0] != MAGIC) {
      throw new BadEvent("The value begins with byte %d instead of 0: it is not in the registry's wire format.".formatted(bytes[0]));
    }
    return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
  }

  private static DatumWriter<IndexedRecord> writer(IndexedRecord value, Schema schema) {
    return value instanceof SpecificRecord
        ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(value.getClass()))
        : new GenericDatumWriter<>(schema);
  }

  private record ReaderKey(int id, Class<?> type) {}
}
