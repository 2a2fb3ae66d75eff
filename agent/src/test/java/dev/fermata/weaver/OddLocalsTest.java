package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import dev.fermata.weaver.harness.Assembly;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;

/** Local variables at a suspension as javac does not use them. */
class OddLocalsTest {
    private static void check(Consumer<Assembly> body) {
        assertThat(String.join("\n", Assembly.differences(body))).isEmpty();
    }

    private static void checkInstance(Consumer<Assembly> body) {
        assertThat(String.join("\n", Assembly.differencesOfInstance(body))).isEmpty();
    }

    @Test
    void one_slot_with_every_type_in_turn() {
        check(code -> code.ldc(1)
                .var(ISTORE, 0)
                .yield("int")
                .op(POP)
                .var(ILOAD, 0)
                .sayInt()
                .ldc("s")
                .var(ASTORE, 0)
                .yield("reference")
                .op(POP)
                .var(ALOAD, 0)
                .say()
                .ldc(5L)
                .var(LSTORE, 0)
                .yield("long")
                .op(POP)
                .var(LLOAD, 0)
                .sayLong()
                .ldc(1.5)
                .var(DSTORE, 0)
                .yield("double")
                .op(POP)
                .var(DLOAD, 0)
                .sayDouble()
                .ldc(2f)
                .var(FSTORE, 1) // the second half of the double
                .yield("float")
                .op(POP)
                .var(FLOAD, 1)
                .op(F2D)
                .sayDouble()
                .doneWithNothing());
    }

    @Test
    void a_slot_of_two_types_joined_is_of_none() {
        check(code -> {
            var other = new Label();
            var joined = new Label();
            code.yieldBoolean(true).jump(IFEQ, other);
            code.ldc(1).var(ISTORE, 0).yield("int").op(POP).jump(GOTO, joined);
            code.at(other).ldc("s").var(ASTORE, 0).yield("reference").op(POP);
            code.at(joined)
                    .yield("none")
                    .op(POP)
                    .ldc(3L)
                    .var(LSTORE, 0)
                    .yield("long")
                    .op(POP);
            code.var(LLOAD, 0).sayLong().doneWithNothing();
        });
    }

    @Test
    void a_null_is_joined_with_a_type_after_the_suspension() {
        check(code -> {
            var skip = new Label();
            code.op(ACONST_NULL).var(ASTORE, 0).yield("x").op(POP);
            code.yieldBoolean(false).jump(IFEQ, skip);
            code.ldc("text").var(ASTORE, 0);
            code.at(skip).yield("y").op(POP).var(ALOAD, 0).say();
            code.var(ALOAD, 0).done();
        });
    }

    @Test
    void a_null_is_joined_with_types_in_a_loop() {
        check(code -> {
            var head = new Label();
            var end = new Label();
            code.op(ACONST_NULL)
                    .var(ASTORE, 0)
                    .op(ACONST_NULL)
                    .var(ASTORE, 1)
                    .ldc(3)
                    .var(ISTORE, 2);
            code.at(head).var(ILOAD, 2).jump(IFLE, end);
            code.var(ALOAD, 0).yield().var(ASTORE, 1).yield("in between").cast("java/lang/String");
            code.var(ASTORE, 0);
            code.visitIincInsn(2, -1);
            code.jump(GOTO, head);
            code.at(end).var(ALOAD, 1).say().var(ALOAD, 0).invoke("java/lang/String", "trim", "()Ljava/lang/String;");
            code.done();
        });
    }

    @Test
    void a_null_is_used_where_an_array_or_an_object_is_wanted() {
        check(code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            code.handler(start, end, handler, "java/lang/NullPointerException");
            code.op(ACONST_NULL).var(ASTORE, 0);
            code.at(start).yield("x").op(POP).var(ALOAD, 0).op(ICONST_0, LALOAD).sayLong();
            code.at(end).doneWithNothing();
            code.at(handler).op(POP).yield("caught").op(POP).var(ALOAD, 0);
            code.invoke("java/lang/String", "length", "()I").sayInt().doneWithNothing();
        });
    }

    @Test
    void this_is_overwritten() {
        checkInstance(code -> code.var(ALOAD, 0)
                .invoke("java/lang/Object", "getClass", "()Ljava/lang/Class;")
                .yield("this is there")
                .op(POP)
                .say()
                .yield("and again")
                .var(ASTORE, 0)
                .yield("overwritten")
                .op(POP)
                .var(ALOAD, 0)
                .say()
                .ldc(5L)
                .var(LSTORE, 0)
                .yield("by a long")
                .op(POP)
                .var(LLOAD, 0)
                .sayLong()
                .doneWithNothing());
    }

    @Test
    void this_is_overwritten_on_one_way_and_at_once() {
        checkInstance(code -> {
            var skip = new Label();
            code.yieldBoolean(true).jump(IFEQ, skip);
            code.ldc("other").var(ASTORE, 0).yield("changed").op(POP);
            code.at(skip).yield("joined").op(POP).var(ALOAD, 0).say().doneWithNothing();
        });
        checkInstance(code -> code.ldc(1)
                .var(ISTORE, 0)
                .yieldInt(2)
                .var(ILOAD, 0)
                .op(IADD)
                .sayInt()
                .doneWithNothing());
    }

    @Test
    void this_is_never_used() {
        checkInstance(code -> code.yield("x").done());
    }

    @Test
    void slots_beyond_255_and_wide_increments() {
        check(code -> {
            code.ldc(1).var(ISTORE, 300).ldc(2L).var(LSTORE, 301).ldc("s").var(ASTORE, 65_000);
            code.visitIincInsn(300, 1000);
            code.yield("x").op(POP);
            code.visitIincInsn(300, -32_000);
            code.var(ILOAD, 300).sayInt().yield("y").op(POP);
            code.var(LLOAD, 301).sayLong().var(ALOAD, 65_000).done();
        });
    }

    @Test
    void a_handler_reads_a_slot_that_is_dead_elsewhere() {
        check(code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            code.handler(start, end, handler, "java/lang/IllegalArgumentException");
            code.ldc("for the handler").var(ASTORE, 3).ldc(4L).var(LSTORE, 4);
            code.at(start).yield("a").op(POP).yield("b").op(POP);
            code.at(end)
                    .op(ICONST_1)
                    .var(ISTORE, 3)
                    .yield("c")
                    .op(POP)
                    .var(ILOAD, 3)
                    .sayInt()
                    .doneWithNothing();
            code.at(handler)
                    .op(POP)
                    .var(LLOAD, 4)
                    .sayLong()
                    .yield("d")
                    .op(POP)
                    .var(ALOAD, 3)
                    .done();
        });
    }

    @Test
    void a_handlers_frame_mentions_slots_that_it_never_reads() {
        check(code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            code.handler(start, end, handler, null);
            code.ldc(1).var(ISTORE, 0).ldc("dead").var(ASTORE, 1).ldc(2.5).var(DSTORE, 2);
            code.op(ICONST_1);
            code.visitIntInsn(NEWARRAY, T_INT);
            code.var(ASTORE, 4)
                    .op(ACONST_NULL)
                    .var(ASTORE, 5)
                    .ldc(1.5f)
                    .var(FSTORE, 6)
                    .newMade()
                    .op(DUP);
            code.init("()V").var(ASTORE, 7);
            code.at(start).yield("a").op(POP);
            code.at(end).doneWithNothing();
            code.at(handler)
                    .op(POP)
                    .yield("in handler")
                    .op(POP)
                    .yield("again")
                    .op(POP)
                    .doneWithNothing();
        });
    }

    @Test
    void a_slot_is_written_in_the_middle_of_a_try_range() {
        check(code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            code.handler(start, end, handler, "java/lang/IllegalArgumentException");
            code.ldc("one").var(ASTORE, 0);
            code.at(start)
                    .yield("a")
                    .op(POP)
                    .ldc("two")
                    .var(ASTORE, 0)
                    .yield("b")
                    .op(POP)
                    .yield("three")
                    .var(ASTORE, 0);
            code.yield("c").op(POP);
            code.at(end).var(ALOAD, 0).done();
            code.at(handler).op(POP).var(ALOAD, 0).yield().done();
        });
    }

    @Test
    void locals_have_names_that_lie() {
        check(code -> {
            var start = new Label();
            var end = new Label();
            code.at(start)
                    .ldc("s")
                    .var(ASTORE, 0)
                    .yield("x")
                    .op(POP)
                    .var(ALOAD, 0)
                    .say();
            code.ldc(1).var(ISTORE, 0).yield("y").op(POP).var(ILOAD, 0).sayInt();
            code.at(end).doneWithNothing();
            code.visitLocalVariable("wrong", "I", null, start, end, 0);
            code.visitLocalVariable("absent", "J", null, start, end, 7);
        });
    }
}
