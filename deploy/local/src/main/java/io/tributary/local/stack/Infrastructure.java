package io.tributary.local.stack;

import io.tributary.local.kafka.Broker;
import io.tributary.local.kafka.CreateTopics;
import io.tributary.local.kafka.TopicFiles;
import io.tributary.local.postgres.Databases;
import io.tributary.local.postgres.PostgresServer;
import io.tributary.local.process.Children;
import io.tributary.local.registry.RegisterSchemas;
import io.tributary.local.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL, the broker and the schema registry, with databases, topics and schemas in them. */
public record Infrastructure(PostgresServer postgres, Broker broker, SchemaRegistry registry) {

  /** @param home the source tree: topics are described there */
  static Infrastructure start(Children children, DataFolder folder, PortBook ports, Path home, Progress progress)
      throws IOException {
    var broker = Broker.start(children, folder.data("broker"), folder.log("broker"),
        ports.portOf("broker", 19092), ports.portOf("broker-controller", 19093));
    var postgres = PostgresServer.start(children, folder.data("postgresql"), folder.log("postgresql"),
        ports.portOf("postgresql", 15432), true);
    progress.say("PostgreSQL is ready on port " + postgres.port());
    var registry = SchemaRegistry.start(children, postgres, folder.scratch("registry"), folder.log("registry"),
        ports.portOf("registry", 8081), ports.portOf("registry-management", 9081));
    Databases.OF_SERVICES.forEach(postgres.databases()::ensure);
    broker.awaitReady();
    CreateTopics.on(broker.bootstrapServers(), TopicFiles.read(home.resolve("deploy/kafka/topics")));
    progress.say("The broker is ready at " + broker.bootstrapServers());
    registry.awaitReady();
    RegisterSchemas.at(registry);
    progress.say("The schema registry is ready at " + registry.url());
    return new Infrastructure(postgres, broker, registry);
  }

  /** To be disturbed one by one. */
  List<Component> components() {
    return List.of(
        new Component(postgres.process(), postgres::startAgain),
        new Component(broker.process(), () -> {
          broker.process().startAgain();
          broker.awaitReady();
        }),
        new Component(registry.process(), () -> {
          registry.process().startAgain();
          registry.awaitReady();
        }));
  }
}
