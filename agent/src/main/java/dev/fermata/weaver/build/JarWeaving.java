package dev.fermata.weaver.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Weaves a jar into another one. A signature does not survive that: where a class has changed, it is left out and a warning
 * says so. The result appears under its name only when it is complete.
 */
final class JarWeaving {
    private final Weaving weaving;
    private final Map<JarEntry, Map<String, byte[]>> contents = new LinkedHashMap<>();
    private boolean signed;

    private JarWeaving(Weaving weaving) {
        this.weaving = weaving;
    }

    static void weave(Path in, Path out, Weaving weaving) throws IOException {
        if (Files.exists(out) && Files.isSameFile(in, out)) {
            throw new IOException("cannot weave the jar " + in + " in place: give another OUT");
        }
        try (JarFile jar = new JarFile(in.toFile(), false)) {
            new JarWeaving(weaving).weave(jar, in, out);
        } catch (ZipException e) {
            throw new IOException("cannot read " + in + " as a jar: " + e.getMessage(), e);
        }
    }

    private void weave(JarFile jar, Path in, Path out) throws IOException {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            String path = entry.getName();
            byte[] bytes = jar.getInputStream(entry).readAllBytes();
            signed |= isSignature(path);
            contents.put(entry, path.endsWith(".class") ? weaving.weave(path, bytes) : Map.of(path, bytes));
        }
        Path folder = out.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "fermata", ".jar");
        try {
            if (weaving.woven() == 0) {
                Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            } else {
                write(unfinished, in);
            }
            Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void write(Path file, Path in) throws IOException {
        if (signed) {
            weaving.warn(
                    in + " is signed, and weaving has changed its classes: the signature is left out. Sign the new "
                            + "jar.");
        }
        try (OutputStream stream = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(stream)) {
            for (Map.Entry<JarEntry, Map<String, byte[]>> content : contents.entrySet()) {
                if (!(signed && isSignature(content.getKey().getName()))) {
                    for (Map.Entry<String, byte[]> result : content.getValue().entrySet()) {
                        write(jar, content.getKey(), result.getKey(), result.getValue());
                    }
                }
            }
        }
    }

    private void write(JarOutputStream jar, JarEntry original, String path, byte[] bytes) throws IOException {
        JarEntry entry = new JarEntry(path);
        entry.setTime(original.getTime());
        byte[] content = signed && path.equals(JarFile.MANIFEST_NAME) ? withoutDigests(bytes) : bytes;
        if (original.getMethod() == JarEntry.STORED
                && content == bytes
                && path.equals(original.getName())
                && original.getSize() == bytes.length
                && original.getCrc() == crc(bytes)) {
            entry.setMethod(JarEntry.STORED); // some loaders want nested jars and native libraries uncompressed
            entry.setSize(original.getSize());
            entry.setCrc(original.getCrc());
        }
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    /** The files of a signature, as in the JAR File Specification, "Signed JAR File". */
    private static boolean isSignature(String path) {
        String name = path.toUpperCase(Locale.ROOT);
        boolean directlyInMetaInf = name.startsWith("META-INF/") && name.indexOf('/', 9) < 0;
        return directlyInMetaInf
                && (name.endsWith(".SF")
                        || name.endsWith(".RSA")
                        || name.endsWith(".DSA")
                        || name.endsWith(".EC")
                        || name.startsWith("META-INF/SIG-"));
    }

    private static byte[] withoutDigests(byte[] bytes) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
        for (Attributes attributes : manifest.getEntries().values()) {
            attributes
                    .keySet()
                    .removeIf(name -> name.toString().toUpperCase(Locale.ROOT).contains("-DIGEST"));
        }
        manifest.getEntries().values().removeIf(Attributes::isEmpty);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        manifest.write(result);
        return result.toByteArray();
    }
}
