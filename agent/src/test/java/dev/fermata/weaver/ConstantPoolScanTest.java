package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConstantPoolScanTest {

    /** Writes a constant pool, as in JVMS 4.4. */
    private interface Constants {
        void write(DataOutputStream pool) throws IOException;
    }

    private static byte[] classFile(int entries, Constants constants) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(61);
            out.writeShort(entries + 1);
            constants.write(out);
            out.writeShort(0x21);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void utf8(DataOutputStream pool, String text) throws IOException {
        pool.writeByte(1);
        pool.writeUTF(text);
    }

    @Test
    void a_class_that_names_one_of_ours_is_found() {
        assertThat(ConstantPoolScan.mentionsUs(classFile(1, pool -> utf8(pool, "dev/fermata/Generator"))))
                .isTrue();
        assertThat(ConstantPoolScan.mentionsUs(classFile(1, pool -> utf8(pool, "Ldev/fermata/annotation/Async;"))))
                .isTrue();
        assertThat(ConstantPoolScan.mentionsUs(
                        classFile(1, pool -> utf8(pool, "(ILjava/util/List;)Ldev/fermata/Generator;"))))
                .isTrue();
    }

    @Test
    void what_only_uses_the_other_packages_is_not_looked_at() {
        assertThat(ConstantPoolScan.mentionsUs(classFile(3, pool -> {
                    utf8(pool, "dev/fermata/concurrent/ProcessPoolExecutor");
                    utf8(pool, "(Ldev/fermata/concurrent/SerializableCallable;Ldev/fermata/sync/Lock;)V");
                    utf8(pool, "dev/fermata/samples/Sums");
                })))
                .isFalse();
        assertThat(ConstantPoolScan.mentionsUs(
                        classFile(1, pool -> utf8(pool, "(Ldev/fermata/sync/Lock;)Ldev/fermata/Coroutine;"))))
                .isTrue();
        assertThat(ConstantPoolScan.mentionsUs(
                        classFile(1, pool -> utf8(pool, "Ldev/fermata/Coroutine<Ljava/lang/String;>;"))))
                .isTrue();
    }

    @Test
    void similar_names_are_not_ours() {
        assertThat(ConstantPoolScan.mentionsUs(classFile(4, pool -> {
                    utf8(pool, "dev/fermat");
                    utf8(pool, "a/Generator");
                    utf8(pool, "dev.fermata.Generator");
                    utf8(pool, "dev/fermata");
                })))
                .isFalse();
    }

    @Test
    void a_name_is_found_behind_constants_of_every_kind() {
        int[] sizes = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};
        byte[] classFile = classFile(21, pool -> {
            for (int tag = 3; tag < sizes.length; tag++) {
                if (sizes[tag] > 0) {
                    pool.writeByte(tag);
                    byte[] like = new byte[sizes[tag]];
                    Arrays.fill(like, (byte) 1); // would look like the beginning of another constant
                    pool.write(like);
                }
            }
            utf8(pool, "");
            utf8(pool, "dev/fermata/Generator");
        });

        assertThat(ConstantPoolScan.mentionsUs(classFile)).isTrue();
    }

    @Test
    void a_name_behind_the_constants_is_not_looked_at() {
        byte[] classFile = classFile(1, pool -> {
            utf8(pool, "Shop");
            utf8(pool, "dev/fermata/Generator");
        });

        assertThat(ConstantPoolScan.mentionsUs(classFile)).isFalse();
    }

    @Test
    void a_file_that_ends_early_or_is_no_class_file_is_not_ours() {
        byte[] whole = classFile(2, pool -> {
            utf8(pool, "Shop");
            utf8(pool, "dev/fermata/Generator");
        });
        for (int length = 0; length < whole.length - "Generator".length() - 2; length++) {
            assertThat(ConstantPoolScan.mentionsUs(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
        whole[0] = 0;
        assertThat(ConstantPoolScan.mentionsUs(whole)).isFalse();
    }

    @Test
    void a_compiled_class_is_found_by_its_annotation_alone() {
        Program program = Program.compile("abstract class Shop { @Async abstract Object items(); class Plain {} }");

        assertThat(ConstantPoolScan.mentionsUs(program.classFile("Shop"))).isTrue();
        assertThat(ConstantPoolScan.mentionsUs(program.classFile("Shop$Plain"))).isFalse();
    }
}
