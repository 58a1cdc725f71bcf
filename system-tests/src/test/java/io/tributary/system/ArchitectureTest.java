package io.tributary.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;

/** Rules that hold in every module: service → (channel-sync-core) → service-starter → schemas, and nothing points back. */
@AnalyzeClasses(packages = "io.tributary", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final List<String> SERVICES =
      List.of("records", "participants", "channels.email", "channels.whatsapp", "channels.linkedin", "connectors", "salesforce");
  private static final String[] LANGUAGE = {"io.tributary.events..", "io.tributary.identifiers..", "io.tributary.content.."};

  @ArchTest
  static final ArchRule theLanguageNeedsNoFramework = noClasses().that().resideInAnyPackage(LANGUAGE)
      .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "org.apache.kafka..", "org.jooq..", "io.tributary.service..");

  @ArchTest
  static final ArchRule theStarterKnowsNoService = noClasses().that().resideInAPackage("io.tributary.service..")
      .should().dependOnClassesThat().resideInAnyPackage("io.tributary.channels..", "io.tributary.records..", "io.tributary.participants..",
          "io.tributary.connectors..", "io.tributary.salesforce..", "io.tributary.ops..");

  @ArchTest
  static final ArchRule fieldsAreNotInjected = noFields()
      .should().beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
      .orShould().beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
      .because("a constructor says what a class needs");

  private static final DescribedPredicate<JavaAccess<?>> THE_MACHINES_CLOCK = DescribedPredicate.describe("it asks the machine's clock", access -> {
    var owner = access.getTargetOwner().getName();
    var name = access.getName();
    boolean given = access.getTarget() instanceof CodeUnitAccessTarget call
        && call.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    return owner.startsWith("java.time.") && !given && (name.equals("now") || name.startsWith("system"))
        || owner.equals("java.lang.System") && name.equals("currentTimeMillis");
  });

  /**
   * Leases, cooldowns, budgets, rests, next attempts, and what is stored and published: DatabaseClock and DatabaseTime tell when, ProcessClock and
   * nanoTime how long something lasted here. Refusal and RetryAfter may ask where an answer that says until when does not say since when.
   */
  @ArchTest
  static final ArchRule whatReplicasShareIsTimedByTheDatabase = noClasses()
      .that().resideInAnyPackage("io.tributary.channels..", "io.tributary.connectors..")
      .and().doNotHaveFullyQualifiedName("io.tributary.channels.unipile.Refusal")
      .and().doNotHaveFullyQualifiedName("io.tributary.connectors.calls.RetryAfter")
      .should().accessTargetWhere(THE_MACHINES_CLOCK)
      .because("replicas' clocks differ");

  @ArchTest
  static void noServiceKnowsAnother(JavaClasses classes) {
    for (var service : SERVICES) {
      noClasses().that().resideInAPackage(in(service))
          .should().dependOnClassesThat().resideInAnyPackage(
              SERVICES.stream().filter(other -> !other.equals(service)).map(ArchitectureTest::in).toArray(String[]::new))
          .check(classes);
    }
  }

  @ArchTest
  static void theStoryOfChannelSyncKnowsNoChannel(JavaClasses classes) {
    var channels = SERVICES.stream().filter(service -> service.startsWith("channels.")).map(ArchitectureTest::in).toArray(String[]::new);
    noClasses().that().resideInAPackage("io.tributary.channels..").and().resideOutsideOfPackages(channels)
        .should().dependOnClassesThat().resideInAnyPackage(channels).check(classes);
  }

  @ArchTest
  static void featuresFormNoCircle(JavaClasses classes) {
    for (var module : List.of("records", "participants", "channels", "connectors", "salesforce", "service")) {
      slices().matching("io.tributary.%s.(*)..".formatted(module)).should().beFreeOfCycles().check(classes);
    }
  }

  private static String in(String service) {
    return "io.tributary.%s..".formatted(service);
  }
}
