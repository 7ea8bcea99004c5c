// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Checks that every method and field of Pinot that the packed classes use exists in each release of
 * pinot-spi that they must run with. One that does not would be a NoSuchMethodError in production.
 */
class PinotLinkageTest {
  /**
   * What older releases lack and the plugin calls only under a guard for NoSuchMethodError: these
   * names belong nowhere else.
   */
  private static final Set<String> GUARDED =
      Set.of(
          "getLastProcessedRowMetadata",
          "setSerializedValueSize",
          "getStreamPartitionGroupId",
          "getUniqueClientId",
          "isPauselessConsumptionEnabled");

  /** Types that older releases lack, and of which the plugin makes objects for newer ones only. */
  private static final Set<String> NEWER_TYPES =
      Set.of("org/apache/pinot/spi/stream/StreamMetadataProvider$TopicMetadata");

  @Test
  void shouldLinkAgainstTheSpiItIsCompiledWith() throws Exception {
    assertThat(missing(PackedPlugin.loaderWith(PackedPlugin.pinotJars()))).isEmpty();
  }

  @Test
  void shouldHaveFiveOtherReleasesToCheck() throws IOException {
    assertThat(PackedPlugin.otherPinotSpiJars()).hasSize(5);
  }

  static List<Path> otherReleases() throws IOException {
    return PackedPlugin.otherPinotSpiJars();
  }

  @ParameterizedTest
  @MethodSource("otherReleases")
  void shouldLinkAgainstOtherReleases(Path pinotSpi) throws Exception {
    URLClassLoader loader = PackedPlugin.loaderWith(PackedPlugin.pinotJarsWith(pinotSpi));
    Set<String> missing = missing(loader);

    missing.removeIf(use -> GUARDED.stream().anyMatch(name -> use.contains("." + name + "(")));
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("otherReleases")
  void shouldLoadAndVerifyEveryClassBesideOtherReleases(Path pinotSpi) throws Exception {
    try (URLClassLoader loader = PackedPlugin.loaderWith(PackedPlugin.pinotJarsWith(pinotSpi))) {
      Set<String> broken = new TreeSet<>();
      for (String name : PackedPlugin.classNames()) {
        try {
          assertThat(Class.forName(name, true, loader)).isNotNull();
        } catch (NoClassDefFoundError e) {
          if (!supplies(name, e.getMessage(), loader)) {
            broken.add(name + ": " + e);
          }
        }
      }
      assertThat(broken).isEmpty();
    }
  }

  /** Whether a class is there for a newer Pinot's sake: it extends a type an older one lacks. */
  private static boolean supplies(String name, String missingType, ClassLoader loader)
      throws IOException {
    try (InputStream bytes = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return NEWER_TYPES.contains(missingType)
          && List.of(new ClassReader(bytes).getInterfaces()).contains(missingType);
    }
  }

  /** Returns the uses of Pinot in the packed classes that the loader cannot resolve. */
  private static Set<String> missing(URLClassLoader loader) throws IOException {
    Set<String> missing = new TreeSet<>();
    try (loader) {
      for (String name : PackedPlugin.classNames()) {
        try (InputStream bytes = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
          new ClassReader(bytes).accept(new UseCollector(name, loader, missing), 0);
        }
      }
    }
    return missing;
  }

  private static final class UseCollector extends ClassVisitor {
    private final String user;
    private final ClassLoader loader;
    private final Set<String> missing;

    UseCollector(String user, ClassLoader loader, Set<String> missing) {
      super(Opcodes.ASM9);
      this.user = user;
      this.loader = loader;
      this.missing = missing;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String type, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String type, boolean isInterface) {
          check(owner, name + type, found -> hasMethod(found, name, type));
        }

        @Override
        public void visitInvokeDynamicInsn(
            String name, String type, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle use && use.getDesc().startsWith("(")) {
              visitMethodInsn(0, use.getOwner(), use.getName(), use.getDesc(), false);
            }
          }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
          check(owner, name, found -> hasField(found, name));
        }
      };
    }

    private void check(String owner, String member, Check check) {
      if (owner.startsWith("org/apache/pinot/")) {
        boolean found;
        try {
          found = check.test(Class.forName(owner.replace('/', '.'), false, loader));
        } catch (ClassNotFoundException | TypeNotPresentException e) {
          found = false;
        }
        if (!found) {
          missing.add(user + " uses " + owner.replace('/', '.') + "." + member);
        }
      }
    }

    private boolean hasMethod(Class<?> owner, String name, String type) {
      MethodType expected = MethodType.fromMethodDescriptorString(type, loader);
      if (name.equals("<init>")) {
        return Arrays.stream(owner.getDeclaredConstructors())
            .anyMatch(found -> expected.parameterList().equals(List.of(found.getParameterTypes())));
      }
      return supertypes(owner)
          .flatMap(found -> Arrays.stream(found.getDeclaredMethods()))
          .filter(found -> found.getName().equals(name))
          .map(found -> MethodType.methodType(found.getReturnType(), found.getParameterTypes()))
          .anyMatch(expected::equals);
    }

    private static boolean hasField(Class<?> owner, String name) {
      return supertypes(owner)
          .flatMap(found -> Arrays.stream(found.getDeclaredFields()))
          .anyMatch(found -> found.getName().equals(name));
    }

    private static Stream<Class<?>> supertypes(Class<?> type) {
      Stream<Class<?>> above =
          Stream.concat(
              Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
      return Stream.concat(Stream.of(type), above.flatMap(UseCollector::supertypes));
    }

    private interface Check {
      boolean test(Class<?> owner) throws ClassNotFoundException;
    }
  }
}
