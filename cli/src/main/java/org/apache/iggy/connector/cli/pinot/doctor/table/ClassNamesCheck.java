// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.table;

import java.util.List;
import org.apache.iggy.connector.cli.pinot.config.DecoderName;
import org.apache.iggy.connector.cli.pinot.config.PluginClasses;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.pinot.config.NearestName;

/** Whether the table names our consumer factory, and a decoder that there is. */
public final class ClassNamesCheck implements Check {
  private static final String FACTORY_KEY = "stream.iggy.consumer.factory.class.name";
  private static final String DECODER_KEY = "stream.iggy.decoder.class.name";
  private static final int MAX_TYPING_ERRORS = 4;

  private final StreamFacts facts;

  /** Checks the class names of these facts. */
  public ClassNamesCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    checkFactory(findings);
    checkDecoder(findings);
    if (findings.isEmpty()) {
      String decoder = facts.keys().get(DECODER_KEY);
      findings.pass(
          "the plugin's consumer factory"
              + (decoder == null ? "" : ", and " + DecoderName.of(decoder).simpleName()));
    }
  }

  private void checkFactory(Findings findings) {
    String name = facts.keys().get(FACTORY_KEY);
    if (name == null) {
      findings.fail(
          FACTORY_KEY + " is missing, for which Pinot takes Kafka's",
          "set it to \"" + PluginClasses.CONSUMER_FACTORY + "\"");
    } else if (!PluginClasses.CONSUMER_FACTORY.equals(DecoderName.withoutPlugin(name))) {
      findings.fail(
          FACTORY_KEY + " is '" + name + "', which is not this plugin's",
          "set it to \"" + PluginClasses.CONSUMER_FACTORY + "\"");
    }
  }

  private void checkDecoder(Findings findings) {
    String name = facts.keys().get(DECODER_KEY);
    if (name == null) {
      // The check of the keys has said so.
      return;
    }
    DecoderName decoder = DecoderName.of(name);
    if (decoder.isKnown() || decoder.isLoadable()) {
      return;
    }
    List<String> known = DecoderName.known();
    String nearest = NearestName.of(decoder.className(), known);
    if (NearestName.distance(decoder.className(), nearest) <= MAX_TYPING_ERRORS
        || decoder.simpleName().equals(nearest.substring(nearest.lastIndexOf('.') + 1))) {
      findings.fail(
          DECODER_KEY + " is '" + name + "', which nobody has",
          "did you mean \"" + nearest + "\"?");
    } else {
      findings.warn(
          DECODER_KEY + " is '" + name + "', which is none of ours or Pinot's",
          "see that its jar is in the plugins folder of every Pinot server, or set the key to \""
              + known.get(0)
              + "\"");
    }
  }
}
