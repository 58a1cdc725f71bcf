// Reads every event of one topic with Confluent's client and writes what it understood to another topic, with Confluent's client.
//   node interop.mjs BROKER REGISTRY SOURCE_TOPIC TARGET_TOPIC COUNT
import { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';
import { Kafka, logLevel } from 'kafkajs';

const [broker, registry, source, target, count] = process.argv.slice(2);
const client = new SchemaRegistryClient({ baseURLs: [registry] });
const deserializer = new AvroDeserializer(client, SerdeType.VALUE, {});
const serializer = new AvroSerializer(client, SerdeType.VALUE, { useLatestVersion: true });
const kafka = new Kafka({ clientId: 'interop', brokers: [broker], logLevel: logLevel.ERROR });

const consumer = kafka.consumer({ groupId: `interop-${source}` });
const producer = kafka.producer();
await Promise.all([consumer.connect(), producer.connect()]);
await consumer.subscribe({ topic: source, fromBeginning: true });

const read = await new Promise((resolve, reject) => {
  const events = [];
  consumer.run({
    eachMessage: async ({ message }) => {
      try {
        events.push({ key: message.key.toString(), value: await deserializer.deserialize(source, message.value) });
        if (events.length === Number(count)) resolve(events);
      } catch (error) {
        reject(error);
      }
    },
  });
});
for (const { key, value } of read) {
  await producer.send({ topic: target, messages: [{ key, value: await serializer.serialize(target, value) }] });
}
await Promise.all([consumer.disconnect(), producer.disconnect()]);
console.log(`read and wrote ${read.length} events`);
process.exit(0);
