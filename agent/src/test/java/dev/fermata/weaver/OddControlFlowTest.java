package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.fermata.weaver.harness.Assembly;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;

/** Exception tables, jumps and dead code at a suspension as javac does not write them. */
class OddControlFlowTest {
    private static final String ILLEGAL_ARGUMENT = "java/lang/IllegalArgumentException";
    private static final String RUNTIME = "java/lang/RuntimeException";

    private final Label start = new Label();
    private final Label middle = new Label();
    private final Label end = new Label();
    private final Label handler = new Label();
    private final Label other = new Label();
    private final Label begin = new Label();

    private static void check(Consumer<Assembly> body) {
        assertThat(String.join("\n", Assembly.differences(body))).isEmpty();
    }

    private static void checkWithFrames(Consumer<Assembly> body) {
        assertThat(String.join("\n", Assembly.differencesWithFrames(body))).isEmpty();
    }

    @Test
    void a_handler_before_its_range() {
        check(code -> {
            code.handler(start, end, handler, ILLEGAL_ARGUMENT);
            code.ldc("local").var(ASTORE, 0).jump(GOTO, begin);
            code.at(handler).say().yield("handled").op(POP).var(ALOAD, 0).done();
            code.at(begin).yield("before").op(POP);
            code.at(start).yield("inside").op(POP).yield("inside too").op(POP);
            code.at(end).yield("after").done();
        });
    }

    @Test
    void a_handler_that_goes_back_into_its_range() {
        check(code -> {
            code.handler(start, end, handler, ILLEGAL_ARGUMENT);
            code.ldc(0).var(ISTORE, 0);
            code.at(start).var(ILOAD, 0).sayInt().yield("inside").op(POP);
            code.at(end).doneWithNothing();
            code.at(handler).say();
            code.visitIincInsn(0, 1);
            code.var(ILOAD, 0).ldc(3).jump(IF_ICMPLT, start);
            code.yield("enough").done();
        });
    }

    @Test
    void a_range_that_covers_its_own_handler() {
        check(code -> {
            code.handler(start, end, handler, ILLEGAL_ARGUMENT);
            code.ldc(0).var(ISTORE, 0);
            code.at(start).yield("inside").op(POP).jump(GOTO, other);
            code.at(handler).op(POP);
            code.visitIincInsn(0, 1);
            code.var(ILOAD, 0).sayInt().yield("handled").op(POP);
            code.at(end).at(other).var(ILOAD, 0).sayInt().doneWithNothing();
        });
    }

    @Test
    void ranges_that_overlap() {
        check(code -> {
            code.handler(start, end, handler, ILLEGAL_ARGUMENT);
            code.handler(middle, begin, other, RUNTIME);
            code.at(start).yield("first only").op(POP);
            code.at(middle).yield("both").op(POP);
            code.at(end).yield("second only").op(POP);
            code.at(begin).yield("none").done();
            code.at(handler).yield("first handler").op(POP).done();
            code.at(other).yield("second handler").op(POP).done();
        });
    }

    @Test
    void the_outer_range_stands_first_in_the_table() {
        check(code -> {
            code.handler(start, begin, handler, RUNTIME);
            code.handler(middle, end, other, ILLEGAL_ARGUMENT);
            code.at(start).yield("outer").op(POP);
            code.at(middle).yield("inner").op(POP);
            code.at(end).yield("outer again").op(POP);
            code.at(begin).doneWithNothing();
            code.at(handler).op(POP).yield("the outer handler is asked first").done();
            code.at(other).op(POP).yield("never").done();
        });
    }

    @Test
    void the_same_range_twice_and_one_handler_for_two() {
        check(code -> {
            code.handler(start, middle, handler, ILLEGAL_ARGUMENT);
            code.handler(start, middle, other, null);
            code.handler(middle, end, handler, "java/lang/Error");
            code.handler(middle, end, other, "java/lang/Exception");
            code.at(start).yield("a").op(POP);
            code.at(middle).yield("b").op(POP);
            code.at(end).doneWithNothing();
            code.at(handler).say().yield("one").done();
            code.at(other).say().yield("two").done();
        });
    }

    @Test
    void a_range_of_the_yield_alone() {
        check(code -> {
            code.handler(start, end, handler, ILLEGAL_ARGUMENT);
            code.ldc("item");
            code.at(start).yield();
            code.at(end).done();
            code.at(handler).op(POP).yield("handled").done();
        });
    }

    @Test
    void a_range_that_begins_after_the_yield_and_one_that_ends_before() {
        check(code -> {
            code.handler(start, middle, handler, ILLEGAL_ARGUMENT);
            code.handler(end, begin, handler, ILLEGAL_ARGUMENT);
            code.at(start).ldc("item");
            code.at(middle).yield();
            code.at(end).op(DUP).say().cast("java/lang/String").op(POP);
            code.at(begin).doneWithNothing();
            code.at(handler).op(POP).yield("not by the yield").done();
        });
    }

    @Test
    void the_exception_stays_on_the_stack() {
        check(code -> {
            code.handler(start, end, handler, ILLEGAL_ARGUMENT);
            code.at(start).yield("inside").op(POP);
            code.at(end).doneWithNothing();
            code.at(handler)
                    .yield("above the exception")
                    .op(POP)
                    .yield("once more")
                    .op(SWAP)
                    .say()
                    .done();
        });
    }

    @Test
    void a_jump_into_the_middle_of_a_range() {
        check(code -> {
            code.handler(start, end, handler, ILLEGAL_ARGUMENT);
            code.yieldBoolean(true).jump(IFEQ, middle);
            code.at(start).yield("from the start").op(POP);
            code.at(middle).yield("from the middle").op(POP);
            code.at(end).doneWithNothing();
            code.at(handler).say().doneWithNothing();
        });
    }

    @Test
    void handlers_in_a_chain() {
        check(code -> {
            code.handler(start, end, handler, RUNTIME);
            code.handler(handler, middle, other, RUNTIME);
            code.at(start).yield("a").op(POP);
            code.at(end).doneWithNothing();
            code.at(handler).say().yield("b").op(POP);
            code.at(middle).yield("c").op(POP).doneWithNothing();
            code.at(other).say().yield("d").done();
        });
    }

    @Test
    void a_handler_shared_with_normal_code() {
        check(code -> {
            code.handler(start, end, handler, RUNTIME);
            code.visitTypeInsn(NEW, "java/lang/IllegalStateException");
            code.op(DUP).visitMethodInsn(INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "()V", false);
            code.yieldBoolean(false).jump(IFNE, handler);
            code.op(POP);
            code.at(start).yield("inside").op(POP);
            code.at(end).doneWithNothing();
            code.at(handler).say().yield("handled").done();
        });
    }

    @Test
    void dead_code_with_a_yield_after_the_end() {
        checkWithFrames(code -> {
            code.yield("alive").done();
            code.at(start);
            code.visitFrame(F_SAME, 0, null, 0, null);
            code.yield("dead").op(POP).jump(GOTO, start);
        });
    }

    @Test
    void dead_code_with_locals_a_stack_and_a_handler() {
        checkWithFrames(code -> {
            code.handler(start, end, handler, null);
            code.yield("alive").done();
            code.at(start);
            code.visitFrame(F_FULL, 2, new Object[] {INTEGER, "java/lang/String"}, 2, new Object[] {LONG, "[I"});
            code.yield("dead").op(POP, POP).sayLong().var(ALOAD, 1).say().doneWithNothing();
            code.at(end);
            code.at(handler);
            code.visitFrame(F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
            code.yield("dead handler").op(POP, ATHROW);
        });
    }

    @Test
    void a_switch_over_a_thousand_numbers() {
        check(code -> {
            Label[] cases = IntStream.range(0, 1_000).mapToObj(i -> new Label()).toArray(Label[]::new);
            code.yieldInt(700);
            code.visitTableSwitchInsn(0, 999, other, cases);
            for (int i = 0; i < cases.length; i++) {
                code.at(cases[i]);
                if (i % 100 == 0) {
                    code.yieldInt(i).op(POP);
                }
            }
            code.at(other).yield("default").done();
        });
    }

    @Test
    void a_switch_over_scattered_numbers_with_a_value_below() {
        check(code -> {
            int[] keys =
                    IntStream.range(0, 200).map(i -> i * i * 1_000 - 3_000_000).toArray();
            Label[] cases = IntStream.range(0, 200)
                    .mapToObj(i -> i % 2 == 0 ? other : new Label())
                    .toArray(Label[]::new);
            code.ldc("below").yieldInt(keys[33]);
            code.visitLookupSwitchInsn(other, keys, cases);
            for (int i = 1; i < cases.length; i += 2) {
                code.at(cases[i]);
                if (i > 190) {
                    code.yieldInt(i).op(POP);
                }
            }
            code.at(other).yield("default").op(SWAP).say().done();
        });
    }

    @Test
    void switches_that_jump_back_to_a_yield() {
        check(code -> {
            code.ldc(0).var(ISTORE, 0);
            code.at(start).yieldInt(1).op(POP);
            code.at(middle).yieldInt(2).op(POP);
            code.visitIincInsn(0, 1);
            code.var(ILOAD, 0);
            code.visitTableSwitchInsn(1, 3, end, start, middle, start);
            code.at(end).doneWithNothing();
        });
    }

    @Test
    void the_end_is_far_from_the_call_of_done() {
        check(code -> {
            code.yieldBoolean(true).jump(IFEQ, other);
            code.ldc("one").call("dev/fermata/Asyncio", "done", "(Ljava/lang/Object;)Ldev/fermata/Suspendable;");
            code.op(NOP).jump(GOTO, end);
            code.at(other).call("dev/fermata/Asyncio", "done", "()Ldev/fermata/Suspendable;");
            code.at(end)
                    .op(NOP)
                    .cast("dev/fermata/Generator")
                    .var(ASTORE, 5)
                    .var(ALOAD, 5)
                    .op(ARETURN);
        });
    }

    @Test
    void what_done_gives_waits_over_a_yield() {
        check(code -> code.ldc("value")
                .call("dev/fermata/Asyncio", "done", "(Ljava/lang/Object;)Ldev/fermata/Suspendable;")
                .yield("before the end")
                .op(POP)
                .cast("dev/fermata/Generator")
                .op(ARETURN));
    }

    @Test
    void one_return_for_all_ways() {
        check(code -> {
            code.yieldBoolean(false).jump(IFEQ, other);
            code.op(ACONST_NULL).jump(GOTO, end);
            code.at(other).yield("x");
            code.call("dev/fermata/Asyncio", "done", "(Ljava/lang/Object;)Ldev/fermata/Suspendable;");
            code.cast("dev/fermata/Generator");
            code.at(end).op(ARETURN);
        });
    }

    @Test
    void no_end_at_all() {
        check(code -> code.at(start).yield("for ever").op(POP).jump(GOTO, start));
        check(code -> {
            code.yield("x").cast("java/lang/Throwable").op(ATHROW);
        });
    }

    @Test
    void lines_that_jump_about() {
        check(code -> {
            code.at(start);
            code.visitLineNumber(100, start);
            code.yield("a").op(POP);
            code.at(middle);
            code.visitLineNumber(3, middle);
            code.visitLineNumber(4, middle);
            code.yield("b").op(POP);
            code.at(end);
            code.visitLineNumber(65_535, end);
            code.yield("c").done();
        });
    }
}
