package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.fermata.weaver.harness.Assembly;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;

/** Operand stacks at a suspension that javac does not build. */
class OddStackTest {
    private static void check(Consumer<Assembly> body) {
        assertThat(String.join("\n", Assembly.differences(body))).isEmpty();
    }

    @Test
    void dup2_x1_puts_a_long_under_a_value() {
        check(code -> code.ldc("a")
                .ldc(5L)
                .op(DUP2_X1) // stack: long, a, long
                .yield("x")
                .say()
                .sayLong()
                .yield("y")
                .say()
                .say()
                .sayLong()
                .doneWithNothing());
    }

    @Test
    void dup2_x2_puts_a_double_under_a_long() {
        check(code -> code.ldc(5L)
                .ldc(2.5)
                .op(DUP2_X2) // stack: double, long, double
                .yield("x")
                .say()
                .sayDouble()
                .yield("y")
                .say()
                .sayLong()
                .yield("z")
                .say()
                .sayDouble()
                .doneWithNothing());
    }

    @Test
    void dup2_and_its_forms_with_pairs_of_narrow_values() {
        check(code -> code.ldc("a")
                .ldc("b")
                .op(DUP2) // stack: a, b, a, b
                .yield("x")
                .op(DUP2_X1) // stack: a, b, b, x, a, b, x
                .yield("y")
                .say()
                .say()
                .say()
                .say()
                .say()
                .say()
                .say()
                .say()
                .doneWithNothing());
        check(code -> code.ldc("a")
                .ldc("b")
                .ldc("c")
                .yield("d")
                .op(DUP2_X2) // stack: c, d, a, b, c, d
                .yield("x")
                .op(POP2)
                .say()
                .say()
                .yield("y")
                .say()
                .say()
                .say()
                .op(POP)
                .op(NOP)
                .doneWithNothing());
    }

    @Test
    void dup_x2_over_a_long_that_was_sent() {
        check(code -> code.ldc(7L)
                .yield("top")
                .op(DUP_X2) // stack: top, long, top
                .yield("x")
                .say()
                .say()
                .sayLong()
                .done());
    }

    @Test
    void values_sent_are_dropped_in_pairs() {
        check(code ->
                code.yield("a").yield("b").op(POP2).yield("c").op(DUP, POP2).doneWithNothing());
    }

    @Test
    void a_loop_head_with_a_value_on_the_stack() {
        check(code -> {
            var head = new Label();
            code.ldc(3).var(ISTORE, 0).ldc("start");
            code.at(head).yield(); // stack: sent, which stays there around the loop
            code.visitIincInsn(0, -1);
            code.var(ILOAD, 0).jump(IFGT, head);
            code.done();
        });
    }

    @Test
    void a_jump_backward_into_the_middle_of_an_expression() {
        check(code -> {
            var head = new Label();
            code.ldc(3).var(ISTORE, 0).ldc(10L).ldc(1);
            code.at(head).yieldInt(2).op(IADD, DUP).sayInt(); // stack: long, int
            code.visitIincInsn(0, -1);
            code.op(DUP_X2, POP, LCONST_1, LADD).yield("between").op(POP, DUP2_X1, POP2);
            code.var(ILOAD, 0).jump(IFGT, head); // stack: long, int
            code.sayInt().sayLong().doneWithNothing();
        });
    }

    @Test
    void two_ways_to_one_yield_with_different_items() {
        check(code -> {
            var other = new Label();
            var call = new Label();
            code.ldc("below").yieldBoolean(true).jump(IFEQ, other);
            code.ldc("item of one").jump(GOTO, call);
            code.at(other).yield("item of the other");
            code.at(call).yield().say().done();
        });
    }

    @Test
    void the_yield_is_the_first_instruction_of_a_loop() {
        check(code -> {
            var head = new Label();
            code.ldc("first");
            code.at(head).yield().op(DUP).say().jump(GOTO, head);
        });
    }

    @Test
    void the_body_begins_with_a_backward_branch_target() {
        check(code -> {
            var head = new Label();
            code.at(head).yieldBoolean(true).jump(IFEQ, head);
            code.doneWithNothing();
        });
    }

    @Test
    void a_null_below_and_a_null_as_the_item() {
        check(code -> code.op(ACONST_NULL, ACONST_NULL, ACONST_NULL)
                .yield()
                .say()
                .say()
                .done());
    }

    @Test
    void an_element_of_a_null_is_of_the_type_null() {
        check(code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            code.handler(start, end, handler, "java/lang/NullPointerException");
            code.at(start).op(ACONST_NULL, ICONST_0, AALOAD).yield("x").op(POP).say();
            code.at(end).doneWithNothing();
            code.at(handler).op(POP).yield("a null").done();
        });
    }

    @Test
    void junk_below_the_value_at_the_end() {
        check(code -> code.ldc("junk").op(LCONST_1).yield("x").done());
    }

    @Test
    void junk_below_an_exception_that_is_thrown() {
        check(code -> {
            code.op(LCONST_1).ldc("junk");
            code.visitTypeInsn(NEW, "java/lang/IllegalStateException");
            code.op(DUP).yield("message").cast("java/lang/String");
            code.visitMethodInsn(
                    INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "(Ljava/lang/String;)V", false);
            code.op(ATHROW);
        });
    }

    @Test
    void constants_of_all_kinds_below() {
        check(code -> code.ldc(Type.getObjectType("java/lang/String"))
                .ldc(Type.getMethodType("(I)V"))
                .ldc(new Handle(H_INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false))
                .ldc(new ConstantDynamic(
                        "MAX_VALUE",
                        "I",
                        new Handle(
                                H_INVOKESTATIC,
                                "java/lang/invoke/ConstantBootstraps",
                                "getStaticFinal",
                                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                                        + "Ljava/lang/Class;)Ljava/lang/Object;",
                                false),
                        Type.getObjectType("java/lang/Integer")))
                .ldc(1.5f)
                .yield("x")
                .say()
                .op(POP)
                .sayInt()
                .op(POP)
                .say()
                .op(POP)
                .doneWithNothing());
    }

    @Test
    void two_hundred_values_below() {
        check(code -> {
            for (int i = 0; i < 200; i++) {
                if (i % 3 == 0) {
                    code.ldc((long) i);
                } else {
                    code.ldc(i);
                }
            }
            code.yield("x").op(POP);
            for (int i = 199; i >= 0; i--) {
                if (i % 3 == 0) {
                    code.sayLong();
                } else {
                    code.sayInt();
                }
            }
            code.doneWithNothing();
        });
    }

    @Test
    void small_values_keep_their_type() {
        check(code -> {
            code.ldc(2);
            code.visitIntInsn(NEWARRAY, T_BOOLEAN);
            code.op(DUP, ICONST_1, ICONST_1, BASTORE, ICONST_1, BALOAD); // stack: a boolean
            code.ldc(300).op(I2B).ldc(70_000).op(I2C).yield("x").op(POP);
            code.call("java/lang/Character", "valueOf", "(C)Ljava/lang/Character;")
                    .say();
            code.call("java/lang/Byte", "valueOf", "(B)Ljava/lang/Byte;")
                    .yield("y")
                    .op(POP)
                    .say();
            code.call("java/lang/Boolean", "valueOf", "(Z)Ljava/lang/Boolean;").done();
        });
    }

    @Test
    void an_interface_or_an_array_on_the_stack() {
        check(code -> {
            var other = new Label();
            var joined = new Label();
            code.yieldBoolean(true).jump(IFEQ, other);
            code.ldc("text").jump(GOTO, joined);
            code.at(other).ldc(1);
            code.visitTypeInsn(ANEWARRAY, "java/lang/String");
            code.at(joined).yield("x").op(POP).yield().done();
        });
    }
}
