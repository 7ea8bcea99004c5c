// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import java.util.Map;
import java.util.Set;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.pinot.spi.data.readers.GenericRow;

/** This project's decoder. */
final class IggyDecoderContestant implements DecodeContestant {
  private IggyJsonMessageDecoder decoder;

  @Override
  public String name() {
    return "this plugin";
  }

  @Override
  public void init(Set<String> fields) {
    decoder = new IggyJsonMessageDecoder();
    decoder.init(Map.of(), fields, "events");
  }

  @Override
  public int decode(byte[] document, GenericRow row) {
    return decoder.decode(document, row).getFieldToValueMap().size();
  }
}
