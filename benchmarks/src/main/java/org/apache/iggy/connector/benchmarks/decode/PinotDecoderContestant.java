// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.plugin.PluginManager;
import org.apache.pinot.spi.stream.StreamMessageDecoder;

/**
 * Pinot's own {@code JSONMessageDecoder}: the real class, out of a folder with its jar, loaded by
 * Pinot's plugin manager. No registry has that jar; it is built from Pinot's source.
 */
final class PinotDecoderContestant implements DecodeContestant {
  private static final String PLUGIN = "pinot-json";
  private static final String PACKAGE = PLUGIN + ":org.apache.pinot.plugin.inputformat.json.";

  private StreamMessageDecoder<byte[]> decoder;

  PinotDecoderContestant(Path folder) {
    PluginManager.get().load(PLUGIN, folder.toFile());
  }

  @Override
  public String name() {
    return "Pinot's JSONMessageDecoder";
  }

  @Override
  public void init(Set<String> fields) throws Exception {
    decoder = PluginManager.get().createInstance(PACKAGE + "JSONMessageDecoder");
    decoder.init(Map.of("recordExtractorClass", PACKAGE + "JSONRecordExtractor"), fields, "events");
  }

  @Override
  public int decode(byte[] document, GenericRow row) {
    return decoder.decode(document, row).getFieldToValueMap().size();
  }
}
