package darkroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** Which package may use which. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("darkroom");

  @Test
  void packagesUseOnlyThoseBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("action")
        .definedBy("darkroom.action..")
        .layer("wire")
        .definedBy("darkroom.wire..")
        .layer("account")
        .definedBy("darkroom.account..")
        .layer("job")
        .definedBy("darkroom.job..")
        .layer("photo")
        .definedBy("darkroom.photo..")
        .layer("storage")
        .definedBy("darkroom.storage..")
        .layer("ledger")
        .definedBy("darkroom.ledger..")
        .layer("client")
        .definedBy("darkroom.client..")
        .layer("report")
        .definedBy("darkroom.report..")
        .layer("pipeline")
        .definedBy("darkroom.pipeline..")
        .layer("studio")
        .definedBy("darkroom.studio..")
        .layer("cli")
        .definedBy("darkroom.cli..")
        .whereLayer("action")
        .mayNotAccessAnyLayer()
        .whereLayer("wire")
        .mayNotAccessAnyLayer()
        .whereLayer("account")
        .mayNotAccessAnyLayer()
        .whereLayer("job")
        .mayOnlyAccessLayers("account", "action")
        .whereLayer("photo")
        .mayOnlyAccessLayers("action")
        .whereLayer("storage")
        .mayOnlyAccessLayers("account", "action")
        .whereLayer("ledger")
        .mayOnlyAccessLayers("action", "storage")
        .whereLayer("client")
        .mayOnlyAccessLayers("action", "wire")
        .whereLayer("report")
        .mayOnlyAccessLayers("action", "job")
        .whereLayer("pipeline")
        .mayOnlyAccessLayers(
            "account", "action", "job", "photo", "storage", "ledger", "client", "report")
        .whereLayer("studio")
        .mayOnlyAccessLayers("action", "wire", "photo")
        .because("a change in one package must not reach those that need not know of it")
        .check(CLASSES);
  }

  @Test
  void operationsKnowPixelsOnly() {
    noClasses()
        .that()
        .resideInAPackage("darkroom.studio.operation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("darkroom.studio.http..", "darkroom.studio.bucket..")
        .because("an operation is pixels in, pixels or numbers out")
        .check(CLASSES);
  }

  @Test
  void actionAndWireNeedTheJdkAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("darkroom.action..", "darkroom.wire..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("darkroom.action..", "darkroom.wire..", "java..", "javax..")
        .because("what an action is depends on no library")
        .check(CLASSES);
  }
}
