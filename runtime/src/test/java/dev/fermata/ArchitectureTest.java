package dev.fermata;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * What may know what, and what may block. The API, the frames of woven code and the internal classes are one piece, seen by
 * three kinds of readers: there is no order among these packages.
 */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fermata");

    @Test
    void the_library_does_not_know_its_test_kit() {
        noClasses()
                .that(resideInAnyPackage("dev.fermata", "dev.fermata.woven", "dev.fermata.internal"))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.fermata.testing.."))
                .check(CLASSES);
    }

    @Test
    void internal_types_stay_inside() {
        methods()
                .that()
                .areDeclaredInClassesThat(resideInAnyPackage("dev.fermata", "dev.fermata.woven"))
                .and()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(resideInAPackage("dev.fermata.internal"))
                .check(CLASSES);
    }

    /** Only these two may: the one where the loop waits when it has nothing to do, and the one for other threads. */
    @Test
    void nothing_blocks_in_the_loop() {
        noClasses()
                .that(not(have(nameMatching(".*\\.(Inbox|FutureLatch)(\\$.*)?"))))
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Object.class, "wait")
                .orShould()
                .callMethod(Object.class, "wait", long.class)
                .orShould()
                .callMethod(LockSupport.class, "park", Object.class)
                .orShould()
                .callMethod(LockSupport.class, "parkNanos", Object.class, long.class)
                .orShould()
                .callMethod(CountDownLatch.class, "await")
                .orShould()
                .callMethod(Condition.class, "await")
                .orShould()
                .callMethod(BlockingQueue.class, "take")
                .check(CLASSES);
    }
}
