package io.convbench.harness;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.text.BreakIterator;
import java.text.Collator;
import java.text.Format;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The dependencies between the modules, and which module may use which library. */
class HouseTest {

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Those of other modules, once they are packaged.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.convbench");

  @Test
  void foundationKnowsNoOtherModule() {
    onlyKnows("foundation");
  }

  @Test
  void suitesDatasetsAndResultsKnowNoOtherModule() {
    onlyKnows("suites", "foundation");
    onlyKnows("datasets", "foundation");
    onlyKnows("results", "foundation");
  }

  @Test
  void reportsKnowResultsAlone() {
    onlyKnows("reports", "results", "foundation");
  }

  @Test
  void eachLibraryHasItsModule() {
    onlyIn(
        "harness",
        "ai.djl..",
        "ai.onnx..",
        "ai.onnxruntime..",
        "com.google.protobuf..",
        "org.tensorflow..",
        "org.openjdk.jmh..",
        "picocli..",
        "oshi..");
    onlyIn("suites", "io.jhdf..", "com.github.mizosoft.methanol..");
    onlyIn("datasets", "org.opencv..", "nu.pattern..");
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    "io.convbench.datasets..",
                    "io.convbench.harness.gpu..",
                    "io.convbench.harness.machine..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.sun.jna.."))
        .check(CLASSES);
    onlyIn("reports", "org.knowm.xchart..", "io.pebbletemplates..");
    noClasses()
        .that(not(resideInAnyPackage("io.convbench.results..", "io.convbench.datasets..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.commons.csv.."))
        .check(CLASSES);
  }

  /**
   * Beside Error Prone's DefaultLocale, which sees formats and letters' case as they are compiled.
   */
  @Test
  void nothingReadsOrWritesByTheUsersLocale() {
    noClasses()
        .should()
        .dependOnClassesThat(
            assignableTo(Format.class)
                .or(belongToAnyOf(Scanner.class, BreakIterator.class, Collator.class)))
        .orShould()
        .callMethod(Locale.class, "getDefault")
        .orShould()
        .callMethod(Locale.class, "getDefault", Locale.Category.class)
        .check(CLASSES);
  }

  @Test
  void csvIsWrittenInOnePlaceWhichMarksFormulas() {
    noClasses()
        .that(not(simpleName("CsvTable")))
        .should()
        .dependOnClassesThat(simpleName("CSVPrinter"))
        .check(CLASSES);
  }

  @Test
  void oneClassOpensConnections() {
    noClasses()
        .that(not(simpleName("Transfer")))
        .should()
        .dependOnClassesThat(
            simpleName("HttpClient").or(simpleName("Methanol")).or(simpleName("URLConnection")))
        .check(CLASSES);
  }

  @Test
  void filesAreReplacedLockedAndHashedInOnePlace() {
    noClasses()
        .that(not(resideInAnyPackage("io.convbench.foundation.file..")))
        .should()
        .accessField(StandardCopyOption.class, "ATOMIC_MOVE")
        .orShould()
        .callMethodWhere(locks())
        .orShould()
        .callMethod(FileStore.class, "getUsableSpace")
        .check(CLASSES);
    noClasses()
        .that(not(resideInAnyPackage("io.convbench.foundation.hash..")))
        .should()
        .callMethod(MessageDigest.class, "getInstance", String.class)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> locks() {
    return DescribedPredicate.describe(
        "lock a file",
        access ->
            access.getTargetOwner().isAssignableTo(FileChannel.class)
                && Set.of("lock", "tryLock").contains(access.getTarget().getName()));
  }

  @Test
  void packagesFormNoCycle() {
    for (String module :
        new String[] {"foundation", "suites", "datasets", "results", "reports", "harness"}) {
      slices()
          .matching("io.convbench." + module + ".(**)")
          .should()
          .beFreeOfCycles()
          .check(CLASSES);
    }
  }

  private static void onlyKnows(String module, String... others) {
    String[] known = new String[others.length + 1];
    known[0] = "io.convbench." + module + "..";
    for (int i = 0; i < others.length; i++) {
      known[i + 1] = "io.convbench." + others[i] + "..";
    }
    noClasses()
        .that(resideInAnyPackage("io.convbench." + module + ".."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.convbench..").and(not(resideInAnyPackage(known))))
        .check(CLASSES);
  }

  private static void onlyIn(String module, String... libraries) {
    noClasses()
        .that(not(resideInAnyPackage("io.convbench." + module + "..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(libraries))
        .check(CLASSES);
  }
}
