package io.tributary.codegen;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Runs a service's migrations on an embedded PostgreSQL and writes jOOQ code for the tables that come out.
 *
 * <p>A real server, since the migrations use what only PostgreSQL has: jsonb, partial indexes, policies, publications.
 */
public final class GenerateJooqCode {

  /**
   * @param args one or more folders of migrations joined by commas, the package of the generated code, the folder to
   *     write to
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: GenerateJooqCode <migrations>[,<migrations>] <package> <output folder>");
    }
    // It runs on the class path of the service, whose Logback would print everything. No logger of its own: that would also be
    // on the service's class path, and two do not get along.
    System.setProperty("logback.configurationFile", "codegen-logback.xml");
    var migrations = Stream.of(args[0].split(",")).map(Path::of).toList();
    var output = Path.of(args[2]);
    var made = output.resolve(args[1].replace('.', '/')).resolve(".migrations");
    var wanted = contentOf(migrations);
    if (Files.exists(made) && Files.readString(made).equals(wanted)) {
      return;
    }
    generate(migrations, args[1], output);
    Files.writeString(made, wanted);
  }

  private static void generate(List<Path> migrations, String packageName, Path output) throws Exception {
    try (var postgres = EmbeddedPostgres.builder().setServerConfig("wal_level", "logical").start()) {
      Flyway.configure()
          .dataSource(postgres.getPostgresDatabase())
          .locations(migrations.stream().map(folder -> "filesystem:" + folder).toArray(String[]::new))
          .placeholders(Map.of("database", "codegen"))
          .load()
          .migrate();
      GenerationTool.generate(configuration(postgres.getJdbcUrl("postgres", "postgres"), packageName, output));
    }
  }

  private static Configuration configuration(String url, String packageName, Path output) {
    return new Configuration()
        .withLogging(Logging.WARN)
        .withJdbc(new Jdbc().withUrl(url).withUser("postgres"))
        .withGenerator(new Generator()
            .withDatabase(new Database().withInputSchema("public").withExcludes("flyway_.*").withOutputSchemaToDefault(true))
            .withGenerate(new Generate().withGlobalCatalogReferences(false).withRecords(true).withIndexes(false))
            .withTarget(new Target().withPackageName(packageName).withDirectory(output.toString())));
  }

  /** The migrations' text: code is generated again only when it changed, which saves a server start a build. */
  private static String contentOf(List<Path> folders) throws Exception {
    var text = new StringBuilder();
    for (var folder : folders) {
      try (var files = Files.list(folder)) {
        for (var file : files.sorted().collect(Collectors.toList())) {
          text.append(file.getFileName()).append('\n').append(Files.readString(file)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private GenerateJooqCode() {}
}
