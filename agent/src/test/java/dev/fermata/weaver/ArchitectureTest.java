package dev.fermata.weaver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The weaver is a pure function, and the arrows between the packages point one way. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fermata.agent", "dev.fermata.weaver");

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.fermata.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_weaver_neither_reads_nor_writes_nor_logs_nor_loads() {
        noClasses()
                .that()
                .resideInAPackage("dev.fermata.weaver")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io",
                        "java.nio.file..",
                        "java.util.logging..",
                        "java.lang.reflect..",
                        "java.lang.instrument")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ClassLoader.class)
                .check(CLASSES);
    }

    @Test
    void the_agent_knows_the_runtime_by_name_only() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fermata", "dev.fermata.woven", "dev.fermata.internal", "dev.fermata.annotation")
                .check(CLASSES);
    }
}
