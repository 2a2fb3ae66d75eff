package dev.fermata.concurrent;

import static dev.fermata.concurrent.Workers.failure;
import static dev.fermata.concurrent.Workers.pid;
import static dev.fermata.concurrent.Workers.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProcessPoolFailureIT {
    private static ProcessPoolExecutor pool;

    @BeforeAll
    static void open() {
        pool = new ProcessPoolExecutor(2);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    static int fails() throws IOException {
        throw new IOException("the disk is full");
    }

    @Test
    void an_exception_arrives_as_it_was_thrown_with_its_stack_in_the_worker() throws Exception {
        Throwable thrown = failure(pool.submit(() -> fails()));
        assertThat(thrown).isExactlyInstanceOf(IOException.class).hasMessage("the disk is full");
        assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("fails");
        assertThat(Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getClassName))
                .noneMatch(name -> name.startsWith("dev.fermata.internal"));
        assertThat(thrown)
                .hasCauseInstanceOf(RemoteFailure.class)
                .hasRootCauseMessage("java.io.IOException was thrown in worker process "
                        + ((RemoteFailure) thrown.getCause()).pid());
    }

    @Test
    void the_causes_of_an_exception_are_kept_and_the_worker_is_named_at_their_end() throws Exception {
        Throwable thrown = failure(pool.submit(() -> {
            throw new IllegalStateException("outer", new SQLException("inner"));
        }));
        assertThat(thrown).hasMessage("outer").hasCauseInstanceOf(SQLException.class);
        assertThat(thrown.getCause()).hasMessage("inner").hasCauseInstanceOf(RemoteFailure.class);
    }

    @Test
    void an_exception_whose_cause_cannot_be_set_names_the_worker_beside_it() throws Exception {
        Throwable thrown = failure(pool.submit(() -> {
            throw new IllegalStateException("without a cause", null);
        }));
        assertThat(thrown).hasMessage("without a cause").hasNoCause();
        assertThat(thrown.getSuppressed()).hasSize(1).hasOnlyElementsOfType(RemoteFailure.class);
    }

    static class StubbornException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial")
        final Object lock = new Object();

        StubbornException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Test
    void an_exception_that_cannot_be_serialised_is_described_by_a_substitute() throws Exception {
        Throwable thrown = failure(pool.submit(() -> {
            throw new StubbornException("will not travel", new IOException("below"));
        }));
        assertThat(thrown).isInstanceOf(RemoteFailure.class).hasMessageContaining("StubbornException: will not travel");
        assertThat(((RemoteFailure) thrown).type()).isEqualTo(StubbornException.class.getName());
        assertThat(thrown.getStackTrace()[0].getClassName()).isEqualTo(ProcessPoolFailureIT.class.getName());
        assertThat(thrown).hasCauseInstanceOf(RemoteFailure.class);
        assertThat(thrown.getCause()).hasMessageContaining("java.io.IOException: below");
    }

    @Test
    void errors_and_overflows_of_the_stack_arrive_as_well() throws Exception {
        assertThat(failure(pool.submit(() -> {
                    throw new AssertionError("ours");
                })))
                .isInstanceOf(AssertionError.class);
        assertThat(failure(pool.submit(() -> deep(1)))).isInstanceOf(StackOverflowError.class);
    }

    private static int deep(int n) {
        return deep(n + 1) + deep(n + 2);
    }

    static final class Order implements Serializable {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial")
        final Object customer;

        Order(Object customer) {
            this.customer = customer;
        }
    }

    @Test
    void an_argument_that_cannot_be_serialised_is_named_with_the_way_to_it() throws Exception {
        Map<String, Order> orders = Map.of("first", new Order(new Thread("never")));
        assertThat(failure(pool.submit(() -> orders.size())))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("The task cannot be serialised")
                .hasMessageContaining("value of first -> Order.customer, of class java.lang.Thread,");
        assertThat(value(pool.submit(() -> 1))).isEqualTo(1);
    }

    @Test
    void an_object_whose_method_the_lambda_calls_is_named_too() throws Exception {
        assertThat(failure(pool.submit(() -> hashCode())))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("its \"this\", because it uses a field or an instance method, of class "
                        + "dev.fermata.concurrent.ProcessPoolFailureIT, is not java.io.Serializable");
        Object object = new Object();
        assertThat(failure(pool.submit(object::hashCode)))
                .hasMessageContaining(
                        "-> the object before ::, of class java.lang.Object, is not java.io.Serializable");
    }

    @Test
    void a_result_that_cannot_be_serialised_is_named_with_the_way_to_it() throws Exception {
        assertThat(failure(pool.submit(() -> List.of(new Order(new Object())))))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("The result of the task cannot be serialised")
                .hasMessageContaining("element 0 -> Order.customer, of class java.lang.Object,");
    }

    @Test
    void a_long_result_that_cannot_be_serialised_to_its_end_does_not_disturb_the_next_one() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(failure(pool.submit(() -> new Object[] {new byte[200_000], new Object()})))
                    .isInstanceOf(NotSerializableException.class);
            assertThat(value(pool.submit(() -> 2))).isEqualTo(2);
        }
    }

    @Test
    void a_long_argument_that_cannot_be_serialised_to_its_end_does_not_disturb_the_next_one() throws Exception {
        Object[] argument = {new byte[200_000], new Object()};
        for (int i = 0; i < 3; i++) {
            assertThat(failure(pool.submit(() -> argument.length))).isInstanceOf(NotSerializableException.class);
            assertThat(value(pool.submit(() -> 2))).isEqualTo(2);
        }
    }

    /** A class that the worker, which has the class path only, cannot find. */
    private static Serializable fromElsewhere() throws Exception {
        String name = "dev.fermata.concurrent.ProcessPoolFailureIT$Order";
        byte[] bytes;
        try (var in = ProcessPoolFailureIT.class.getResourceAsStream("ProcessPoolFailureIT$Order.class")) {
            bytes = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replace("ProcessPoolFailureIT$Order", "ProcessPoolFailureIT$Other")
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        }
        ClassLoader loader = new ClassLoader(ProcessPoolFailureIT.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String wanted) {
                return defineClass(name.replace("Order", "Other"), bytes, 0, bytes.length);
            }
        };
        var constructor = loader.loadClass(name.replace("Order", "Other")).getDeclaredConstructor(Object.class);
        constructor.setAccessible(true);
        return (Serializable) constructor.newInstance("x");
    }

    @Test
    void a_class_that_is_missing_in_the_worker_is_named() throws Exception {
        Serializable other = fromElsewhere();
        assertThat(failure(pool.submit(() -> other.hashCode())))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessageContaining("ProcessPoolFailureIT$Other was sent by the other process")
                .hasMessageContaining("must be on the class path");
    }

    @Test
    void a_killed_worker_fails_the_task_that_it_ran_and_no_other() throws Exception {
        try (Printed printed = new Printed();
                ProcessPoolExecutor one = new ProcessPoolExecutor(1)) {
            Future<Integer> endless = one.submit(() -> Workers.endless());
            List<Future<Integer>> after = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                after.add(one.submit(() -> number));
            }
            long killed = Long.parseLong(printed.next());
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            assertThat(failure(endless))
                    .isInstanceOf(BrokenProcessPoolException.class)
                    .hasMessageContaining("worker process " + killed + " ended with exit code 137")
                    .hasMessageContaining("killed by signal 9");
            for (int i = 0; i < 20; i++) {
                assertThat(value(after.get(i))).isEqualTo(i);
            }
        }
    }

    @Test
    void a_worker_killed_while_idle_is_replaced_without_a_trace() throws Exception {
        try (ProcessPoolExecutor one = new ProcessPoolExecutor(1)) {
            long first = value(one.submit(() -> pid()));
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Workers.awaitEnd(first);
            while (Workers.alive().contains(first)) {
                Thread.onSpinWait();
            }
            assertThat(value(one.submit(() -> pid()))).isNotEqualTo(first);
        }
    }

    @Test
    void exiting_in_a_task_fails_that_task_with_the_exit_code() throws Exception {
        assertThat(failure(pool.submit(() -> System.exit(3))))
                .isInstanceOf(BrokenProcessPoolException.class)
                .hasMessageContaining("ended with exit code 3, by System.exit");
        assertThat(value(pool.submit(() -> "goes on"))).isEqualTo("goes on");
    }

    @Test
    void a_worker_without_memory_says_so_and_is_replaced() throws Exception {
        try (ProcessPoolExecutor small = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .jvmOptions("-Xmx32m")
                .build()) {
            long first = value(small.submit(() -> pid()));
            assertThat(failure(small.submit(() -> new long[100_000_000].length)))
                    .isInstanceOf(OutOfMemoryError.class);
            Workers.awaitEnd(first);
            assertThat(value(small.submit(() -> pid()))).isNotEqualTo(first);
        }
    }

    @Test
    void a_thousand_tasks_of_which_a_tenth_crash_all_come_to_an_end() throws Exception {
        try (ProcessPoolExecutor four = ProcessPoolExecutor.builder()
                .maxWorkers(4)
                .jvmOptions("-XX:TieredStopAtLevel=1") // a hundred workers start
                .build()) {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int number = i;
                futures.add(four.submit(() -> {
                    if (number % 10 == 9) {
                        Runtime.getRuntime().halt(1);
                    }
                    return number;
                }));
            }
            for (int i = 0; i < 1000; i++) {
                if (i % 10 == 9) {
                    assertThat(failure(futures.get(i))).isInstanceOf(BrokenProcessPoolException.class);
                } else {
                    assertThat(value(futures.get(i))).isEqualTo(i);
                }
            }
        }
        List<Long> left = new ArrayList<>(Workers.alive());
        left.remove(value(pool.submit(() -> pid())));
        left.remove(value(pool.submit(() -> pid())));
        assertThat(left).hasSizeLessThan(2); // the other worker of the pool that all tests share
    }
}
