// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.plugin.PluginManager;
import org.apache.pinot.spi.stream.StreamMessageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the packed jar in both ways that Pinot does. */
class PluginLoadingTest {
  private static final String DECODER =
      "org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder";
  private static final byte[] JSON =
      "{\"a\":1,\"b\":[1.5,{\"c\":\"x\"}],\"d\":12345678901234567890}"
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] BAD_JSON = "{\"a\":}".getBytes(StandardCharsets.UTF_8);

  /** As pinot-admin.sh does: everything on one class path. */
  @Test
  void shouldLoadEveryClassBesideNothingButPinotAndItsNeeds() throws Exception {
    try (URLClassLoader loader = PackedPlugin.loaderWith(PackedPlugin.pinotJars())) {
      List<String> names = PackedPlugin.classNames();
      for (String name : names) {
        // Loading, verifying and listing need the classes it refers to: one left out shows here.
        Class<?> loaded = Class.forName(name, true, loader);
        assertThat(loaded.getDeclaredMethods()).isNotNull();
        assertThat(loaded.getClassLoader()).isSameAs(loader);
      }
      assertThat(names).contains(DECODER);
    }
  }

  @Test
  void shouldDecodeWithTheParserInsideTheJar() throws Exception {
    try (URLClassLoader loader = PackedPlugin.loaderWith(PackedPlugin.pinotJars())) {
      Object decoder = loader.loadClass(DECODER).getConstructor().newInstance();
      Class<?> spi = loader.loadClass(StreamMessageDecoder.class.getName());
      Class<?> rowType = loader.loadClass(GenericRow.class.getName());
      assertThat(spi).isNotSameAs(StreamMessageDecoder.class);

      spi.getMethod("init", Map.class, Set.class, String.class)
          .invoke(decoder, Map.of(), Set.of("a", "b"), "events");
      Method decode = spi.getMethod("decode", Object.class, rowType);
      Object row = decode.invoke(decoder, JSON, rowType.getConstructor().newInstance());

      assertThat(rowType.getMethod("getValue", String.class).invoke(row, "a")).isEqualTo(1);
      assertThat((Object[]) rowType.getMethod("getValue", String.class).invoke(row, "b"))
          .containsExactly(1.5, Map.of("c", "x"));
      Throwable failure =
          catchThrowable(
              () -> decode.invoke(decoder, BAD_JSON, rowType.getConstructor().newInstance()));
      assertThat(failure.getCause()).hasMessageContaining("Topic events: malformed JSON at byte");
    }
  }

  /** As Pinot's plugin manager does where a folder has a pinot-plugin.properties. */
  @Test
  void shouldDecodeInARealmOfPinotsPluginManager(@TempDir Path plugins) throws Exception {
    String plugin = "iggy-connector-pinot";
    PluginManager.get().load(plugin, PackedPlugin.unpackInto(plugins).toFile());

    StreamMessageDecoder<byte[]> decoder =
        PluginManager.get().createInstance(plugin + ":" + DECODER);

    assertThat(decoder.getClass().getClassLoader()).isNotSameAs(getClass().getClassLoader());
    decoder.init(Map.of(), Set.of(), "events");
    GenericRow row = decoder.decode(JSON, new GenericRow());
    assertThat(row.getFieldToValueMap()).containsOnlyKeys("a", "b", "d");
    Class<?> logger = decoder.getClass().getClassLoader().loadClass("org.slf4j.Logger");
    assertThat(logger).isSameAs(org.slf4j.Logger.class);
  }
}
