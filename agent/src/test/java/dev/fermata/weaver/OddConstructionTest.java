package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.DUP_X1;
import static org.objectweb.asm.Opcodes.DUP_X2;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LCONST_1;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.SWAP;

import dev.fermata.weaver.harness.Assembly;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;

/** Objects under construction at a suspension, in the ways that javac does not write. */
class OddConstructionTest {
    private static final String ONE = "(Ljava/lang/Object;)V";
    private static final String TWO = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    private static final String THREE = "(IJLjava/lang/Object;)V";

    private static void check(Consumer<Assembly> body) {
        assertThat(String.join("\n", Assembly.differences(body))).isEmpty();
    }

    @Test
    void the_class_is_initialised_before_the_arguments_are_evaluated() {
        check(code -> code.newMade()
                .op(DUP)
                .ldc("first")
                .op(DUP)
                .say()
                .yield("x")
                .init(TWO)
                .done());
    }

    @Test
    void no_copy_is_kept() {
        check(code -> code.newMade().yield("x").init(ONE).yield("y").done());
    }

    @Test
    void three_copies() {
        check(code -> code.newMade()
                .op(DUP, DUP)
                .yield("x")
                .init(ONE)
                .say()
                .op(ACONST_NULL, POP)
                .doneWithNothing());
        check(code -> code.newMade()
                .op(DUP, DUP, DUP)
                .yield("x")
                .init(ONE)
                .yield()
                .say()
                .op(SWAP, POP)
                .yield()
                .done());
    }

    @Test
    void dup_x1_and_swap() {
        check(code ->
                code.yield("a").newMade().op(DUP_X1, SWAP).yield("b").init(TWO).done());
    }

    @Test
    void dup_x2_over_two_values() {
        check(code -> code.ldc("a")
                .ldc("b")
                .newMade()
                .op(DUP_X2) // stack: made, a, b, made
                .var(ASTORE, 0)
                .var(ASTORE, 1)
                .var(ASTORE, 2)
                .var(ALOAD, 0)
                .var(ALOAD, 2)
                .yield("c")
                .init(TWO)
                .var(ALOAD, 1)
                .say()
                .var(ALOAD, 0)
                .say()
                .done());
    }

    @Test
    void dup_x2_over_a_long() {
        check(code -> code.op(LCONST_1)
                .newMade()
                .op(DUP_X2, POP)
                .var(LSTORE, 3)
                .op(DUP, ICONST_1)
                .var(LLOAD, 3)
                .yield("c")
                .init(THREE)
                .done());
    }

    @Test
    void dup2_copies_it_with_its_argument() {
        check(code -> code.newMade()
                .ldc("a")
                .op(DUP2) // stack: made, a, made, a
                .yield("b")
                .init(TWO)
                .op(POP)
                .done());
        check(code -> code.newMade()
                .op(DUP)
                .op(DUP2)
                .op(POP2)
                .yield("b")
                .op(DUP)
                .init(TWO)
                .done());
    }

    @Test
    void the_only_copy_is_in_a_local() {
        check(code -> code.newMade()
                .var(ASTORE, 1)
                .yield("between")
                .op(POP)
                .var(ALOAD, 1)
                .yield("x")
                .init(ONE)
                .var(ALOAD, 1)
                .say()
                .yield("y")
                .op(POP)
                .var(ALOAD, 1)
                .done());
    }

    @Test
    void copies_are_on_the_stack_and_in_locals() {
        check(code -> code.newMade()
                .op(DUP, DUP)
                .var(ASTORE, 1)
                .var(ASTORE, 2)
                .op(DUP)
                .yield("x")
                .init(ONE)
                .yield("y")
                .op(POP)
                .yield()
                .say()
                .var(ALOAD, 1)
                .say()
                .var(ALOAD, 2)
                .done());
    }

    @Test
    void several_are_in_flight() {
        check(code -> code.newMade()
                .op(DUP)
                .yield("a")
                .newMade()
                .op(DUP)
                .yield("b")
                .newMade()
                .op(DUP)
                .yield("c")
                .init(ONE)
                .init(TWO)
                .yield("d")
                .op(POP)
                .init(TWO)
                .done());
    }

    @Test
    void several_are_in_flight_and_the_first_is_ready_first() {
        check(code -> code.newMade()
                .var(ASTORE, 1)
                .newMade()
                .var(ASTORE, 2)
                .var(ALOAD, 1)
                .yield("a")
                .init(ONE)
                .yield("between")
                .op(POP)
                .var(ALOAD, 2)
                .var(ALOAD, 1)
                .yield("b")
                .init(TWO)
                .yield("after")
                .op(POP)
                .var(ALOAD, 2)
                .done());
    }

    @Test
    void other_values_lie_below_and_between() {
        check(code -> code.ldc("below")
                .op(ICONST_1)
                .newMade()
                .op(DUP)
                .op(ICONST_1, LCONST_1)
                .yield("a")
                .init(THREE)
                .say()
                .sayInt()
                .done());
    }

    @Test
    void one_that_is_never_initialised() {
        check(code -> code.newMade().op(DUP).yield("a").op(POP, POP2).yield("b").done());
        check(code -> code.newMade().yield("a").op(SWAP, POP).done());
    }

    @Test
    void a_yield_on_one_branch() {
        check(code -> {
            var other = new Label();
            var joined = new Label();
            code.newMade().op(DUP).yieldBoolean(true).jump(IFEQ, other);
            code.yield("then").jump(GOTO, joined);
            code.at(other).ldc("else");
            code.at(joined).init(ONE).done();
        });
        check(code -> {
            var other = new Label();
            var joined = new Label();
            code.yieldBoolean(false)
                    .var(ISTORE, 0)
                    .newMade()
                    .op(DUP)
                    .var(ILOAD, 0)
                    .jump(IFEQ, other);
            code.ldc("then").jump(GOTO, joined);
            code.at(other).yield("else");
            code.at(joined).init(ONE).done();
        });
    }

    @Test
    void a_constructor_on_each_branch() {
        check(code -> {
            var other = new Label();
            var joined = new Label();
            code.newMade().op(DUP).yieldBoolean(true).jump(IFEQ, other);
            code.yield("one").init(ONE).jump(GOTO, joined);
            code.at(other).yield("one").yield("two").init(TWO);
            code.at(joined).yield("joined").op(POP).done();
        });
    }

    @Test
    void a_branch_that_does_without_it() {
        check(code -> {
            var other = new Label();
            code.newMade().op(DUP).yield("x").yieldBoolean(true).jump(IFEQ, other);
            code.init(ONE).done();
            code.at(other).done();
        });
    }

    @Test
    void a_loop_between_new_and_its_constructor() {
        check(code -> {
            var again = new Label();
            code.op(ICONST_1, ICONST_1).op(POP).var(ISTORE, 0).newMade().op(DUP);
            code.at(again).yield("round").op(POP);
            code.visitIincInsn(0, -1);
            code.yieldInt(0).op(POP).var(ILOAD, 0).jump(IFGT, again);
            code.yield("argument").init(ONE).done();
        });
    }

    @Test
    void one_new_in_a_loop() {
        check(code -> {
            var again = new Label();
            code.ldc(3).var(ISTORE, 0).op(ACONST_NULL).var(ASTORE, 1);
            code.at(again)
                    .newMade()
                    .op(DUP)
                    .var(ALOAD, 1)
                    .yield("round")
                    .init(TWO)
                    .var(ASTORE, 1);
            code.visitIincInsn(0, -1);
            code.var(ILOAD, 0).jump(IFGT, again);
            code.var(ALOAD, 1).done();
        });
    }

    @Test
    void a_handler_around_it() {
        check(code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            code.handler(start, end, handler, "java/lang/IllegalArgumentException");
            code.ldc("kept").var(ASTORE, 0);
            code.at(start).newMade().op(DUP).yield("x").init(ONE);
            code.at(end).done();
            code.at(handler).say().yield("in handler").op(POP).var(ALOAD, 0).done();
        });
    }

    @Test
    void a_handler_between_new_and_its_constructor() {
        check(code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            var joined = new Label();
            code.handler(start, end, handler, null);
            code.newMade().var(ASTORE, 1);
            code.at(start).yield("x");
            code.at(end).jump(GOTO, joined);
            code.at(handler).op(POP).yield("in handler");
            code.at(joined)
                    .var(ASTORE, 2)
                    .var(ALOAD, 1)
                    .var(ALOAD, 2)
                    .init(ONE)
                    .var(ALOAD, 1)
                    .done();
        });
    }

    @Test
    void a_null_among_the_arguments() {
        check(code -> code.newMade().op(DUP, ACONST_NULL).yield("x").init(TWO).done());
    }

    @Test
    void a_constructor_without_arguments_after_a_yield() {
        check(code -> code.newMade().op(DUP).yield("x").say().init("()V").done());
    }

    @Test
    void junk_is_left_on_the_stack_at_the_end() {
        check(code -> code.newMade()
                .newMade()
                .op(DUP)
                .yield("x")
                .init(ONE)
                .call("dev/fermata/Asyncio", "done", "(Ljava/lang/Object;)Ldev/fermata/Suspendable;")
                .cast("dev/fermata/Generator")
                .op(ARETURN));
    }
}
