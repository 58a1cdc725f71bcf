package io.tributary.bench;

import io.tributary.local.DeleteFolder;
import io.tributary.local.postgres.PostgresServer;
import io.tributary.local.process.ChildProcess;
import io.tributary.local.process.Children;
import io.tributary.local.process.Command;
import io.tributary.local.process.Ports;
import io.tributary.local.stack.Answers;
import io.tributary.local.stack.DataFolder;
import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Program;
import io.tributary.local.stack.Progress;
import io.tributary.local.stack.Service;
import io.tributary.local.stack.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The local stack with durable PostgreSQL, broker, registry and the provider's double, in a folder of its own; services as asked for. */
public final class BenchStack implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration DOUBLES_WITHIN = Duration.ofSeconds(60);

  /** JVM option: compile as a service that has been up for a while is. The local stack's stop at the first compiler, to start soon. */
  public static final String COMPILED = "-XX:TieredStopAtLevel=4";

  private final Path home;
  private final Path folder;
  private final Children children;
  private final LocalStack stack;
  private final Progress progress;
  private final @Nullable Path profiles;

  private BenchStack(
      Path home, Path folder, Children children, LocalStack stack, Progress progress, @Nullable Path profiles) {
    this.home = home;
    this.folder = folder;
    this.children = children;
    this.stack = stack;
    this.progress = progress;
    this.profiles = profiles;
  }

  /**
   * @param home the source tree, built
   * @param profiles where recordings of the Java Flight Recorder are to lie, one a process; null for none
   */
  public static BenchStack start(Path home, @Nullable Path profiles, Progress progress) throws Exception {
    var folder = Files.createTempDirectory("tributary-bench-");
    var data = new DataFolder(folder);
    data.take();
    var children = new Children(data.pids());
    Runtime.getRuntime().addShutdownHook(new Thread(children::killAll, "bench-end"));
    try {
      var stack = LocalStack.withoutServices(children, data, home, Mailboxes.in(Files.createDirectories(folder.resolve("mail")), 1), progress);
      stack.simulators().awaitReady();
      return new BenchStack(home, folder, children, stack, progress, profiles);
    } catch (Exception e) {
      children.killAll();
      throw e;
    }
  }

  public LocalStack local() {
    return stack;
  }

  /** The source tree. */
  public Path home() {
    return home;
  }

  public Progress progress() {
    return progress;
  }

  public String bootstrapServers() {
    return stack.infrastructure().broker().bootstrapServers();
  }

  public String jdbcUrl(String database) {
    return stack.infrastructure().postgres().jdbcUrl(database);
  }

  /** A connection of its own, as the superuser; to be closed. */
  public CloseableDSLContext sql(String database) {
    return DSL.using(jdbcUrl(database), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
  }

  /** For files of the run; gone when it ends. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  public void startServices(List<String> names) {
    startServices(names, List.of());
  }

  /**
   * Starts services as the local stack does, and waits until they are ready.
   *
   * @param jvm options besides the local stack's, and before them where they differ
   */
  public void startServices(List<String> names, List<String> jvm) {
    startServices(names, jvm, Map.of());
  }

  /** @param settings environment besides the local stack's */
  public void startServices(List<String> names, List<String> jvm, Map<String, String> settings) {
    var services = Service.ALL.stream().filter(service -> names.contains(service.name())).toList();
    stack.services().start(services, settings, options(jvm));
    stack.services().awaitReady(progress);
  }

  /**
   * Starts further doubles of the providers beside the stack's own, with arguments of {@code ./tributary simulators}, and waits until they are
   * ready. Compiled as well as can be: what they cost is counted as ours.
   */
  public Simulators startDoubles(List<String> arguments) throws IOException {
    var program = Program.of(home, "deploy/simulators", "tributary-simulators", new DataFolder(folder).programs());
    var free = new Ports();
    var ports = new LinkedHashMap<String, Integer>();
    Simulators.DOUBLES.forEach(name -> ports.put(name, free.any()));
    var words = new ArrayList<>(List.of("-Xmx1g", "-XX:TieredStopAtLevel=4", "-cp", program.joinedClasspath(), program.mainClass(),
        "--ports", ports.values().stream().map(String::valueOf).collect(Collectors.joining(","))));
    words.addAll(arguments);
    var process = children.start(Command.java("doubles", words, Map.of(), folder.resolve("logs/doubles.log")));
    var urls = ports.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, port -> "http://127.0.0.1:" + port.getValue()));
    var doubles = new Simulators(process, urls);
    process.awaitReady(() -> Answers.with200(doubles.url("salesforce") + "/_control/calls"), DOUBLES_WITHIN);
    return doubles;
  }

  /** Starts a main class of this module as a process like a service: the same JVM options, the same heap. */
  public ChildProcess startFloor(Class<?> main, Map<String, String> environment) {
    var words = options(List.of("-Xmx256m"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return children.start(Command.java("floor", words, environment, folder.resolve("logs/floor.log")));
  }

  public void stop(ChildProcess process) {
    children.stop(List.of(process), PATIENCE);
  }

  public void stopServices() {
    stack.services().stop(PATIENCE);
  }

  @Override
  public void close() throws IOException {
    stack.stop();
    children.killAll();
    DeleteFolder.at(folder);
  }

  private List<String> options(List<String> jvm) {
    var options = new ArrayList<>(jvm);
    if (profiles != null) {
      options.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + profiles.resolve("%p.jfr"));
    }
    return options;
  }
}
