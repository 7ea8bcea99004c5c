// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.iggy.connector.connect.api.Connector;

/** A jar that a test compiles from source, against the API of connectors and given jars. */
public final class PluginJar {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> services = new LinkedHashMap<>();
  private final List<Path> classPath = new ArrayList<>();
  private UnaryOperator<byte[]> change = UnaryOperator.identity();
  private String version;

  /** Starts a jar. */
  public static PluginJar create() {
    return new PluginJar();
  }

  /** Adds a class. */
  public PluginJar source(String className, String source) {
    sources.put(className, source);
    return this;
  }

  /** Names a class as a provider of a service. */
  public PluginJar service(Class<?> service, String className) {
    services.merge(service.getName(), className, (one, other) -> one + "\n" + other);
    return this;
  }

  /** Lets classes be compiled against a jar that is not packed. */
  public PluginJar against(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Changes the bytes of each class. */
  public PluginJar changed(UnaryOperator<byte[]> classBytes) {
    change = classBytes;
    return this;
  }

  /** Gives it a version in its manifest. */
  public PluginJar version(String value) {
    version = value;
    return this;
  }

  /** Compiles and packs it. */
  public Path writeTo(Path jar) {
    try {
      Path classes = Files.createTempDirectory("plugin-classes");
      compile(classes);
      Files.createDirectories(jar.getParent());
      pack(classes, jar);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path classes) {
    List<String> path = new ArrayList<>();
    path.add(Path.of(home(Connector.class)).toString());
    classPath.forEach(jar -> path.add(jar.toString()));
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, source) -> units.add(new SourceText(name, source)));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-d",
                    classes.toString(),
                    "--release",
                    "17",
                    "-proc:none",
                    "-cp",
                    String.join(System.getProperty("path.separator"), path)),
                null,
                units)
            .call();
    if (!compiled) {
      throw new AssertionError(messages.toString());
    }
  }

  private static URI home(Class<?> of) {
    try {
      return of.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private void pack(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (version != null) {
      manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path compiled : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(compiled).toString().replace('\\', '/');
        put(out, name, change.apply(Files.readAllBytes(compiled)));
      }
      for (Map.Entry<String, String> service : services.entrySet()) {
        put(
            out,
            "META-INF/services/" + service.getKey(),
            service.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private static final class SourceText extends SimpleJavaFileObject {
    private final String source;

    SourceText(String className, String source) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
