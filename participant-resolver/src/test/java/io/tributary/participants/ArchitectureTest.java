package io.tributary.participants;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tributary.participants", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theDecisionIsPure = noClasses().that().resideInAPackage("..participants.resolve..")
      .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "org.jooq..", "org.springframework..", "java.sql..")
      .because("whose participant it is depends on what is stored, and on nothing that happens on the way");

  @ArchTest
  static final ArchRule theDecisionKnowsNoOtherFeature = classes().that().resideInAPackage("..participants.resolve..")
      .should().onlyDependOnClassesThat().resideInAnyPackage("..participants.resolve..", "java..", "org.jspecify..")
      .because("the others ask it");

  @ArchTest
  static final ArchRule featuresFormNoCircle = slices().matching("io.tributary.participants.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theTimelineOnlyReads = noClasses().that().resideInAPackage("..participants.timeline..")
      .should().dependOnClassesThat().resideInAnyPackage("..participants.intake..", "..participants.known..", "..participants.links..")
      .because("what is stored is all it needs");
}
