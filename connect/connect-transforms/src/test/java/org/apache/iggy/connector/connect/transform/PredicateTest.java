// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.TransformFactory;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredicateTest {
  private static final ConnectRecord RECORD =
      new ConnectRecord(
          new Coordinates("logs", "orders", 0, 42, 1, 2),
          MessageId.NONE,
          0,
          null,
          Headers.of(
              List.of(
                  Header.of("tenant", "acme"),
                  Header.of("raw", new byte[] {'x'}),
                  Header.of("count", 5))),
          TransformRun.json(
                  "{\"level\":\"debug\",\"n\":5,\"u\":{\"c\":null},\"l\":[{\"q\":1},{\"q\":9}]}")
              .payload());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{`field`:`level`} | true",
        "{`field`:`lvl`} | false",
        "{`field`:`lvl`,`not`:true} | true",
        "{`field`:`level`,`value`:{`equals`:`debug`}} | true",
        "{`field`:`level`,`value`:{`equals`:`info`}} | false",
        "{`field`:`$.u.c`,`value`:`is_null`} | true",
        "{`field`:`$.u.d`,`value`:`is_null`} | false",
        "{`field`:`$.l[*].q`,`value`:{`greater_than`:8}} | true",
        "{`field`:`$.l[0].q`,`value`:{`greater_than`:8}} | false",
        "{`header`:`tenant`} | true",
        "{`header`:`tenant`,`value`:{`equals`:`acme`}} | true",
        "{`header`:`raw`,`value`:{`equals`:`x`}} | true",
        "{`header`:`count`,`value`:{`between`:[5,6]}} | true",
        "{`header`:`other`,`value`:`is_null`} | false",
        "{`topic`:{`exact`:`orders`}} | true",
        "{`topic`:{`regex`:`^audit`}} | false",
        "{`field`:`level`,`topic`:{`exact`:`audit`}} | false",
        "{`any`:[{`field`:`lvl`},{`header`:`tenant`}]} | true",
        "{`any`:[{`field`:`lvl`},{`header`:`nobody`}]} | false",
        "{`all`:[{`field`:`n`,`value`:{`less_than`:6}},{`header`:`tenant`,`not`:true}]} | false",
        "{`all`:[{`field`:`n`,`value`:{`less_than`:6}},{`header`:`tenant`}]} | true",
      })
  void shouldApplyOnlyWhereThePredicateHolds(String predicate, boolean holds) {
    Transform drop =
        TransformRun.transform(
            "drop", ("{`predicate`:" + predicate.strip() + "}").replace('`', '"'));

    assertThat(drop.apply(RECORD)).isEqualTo(holds ? null : RECORD);
  }

  @Test
  void shouldNotHoldForATopicThatIsNotKnownYet() {
    Transform drop =
        TransformRun.transform("drop", "{\"predicate\":{\"topic\":{\"regex\":\".*\"}}}");

    assertThat(drop.apply(TransformRun.json("{}"))).isNotNull();
  }

  @Test
  void shouldBeThereForTransformsOfPlugins() {
    TransformFactory factory = ConditionalTransformFactory.of(new Emptying());
    Transform transform =
        factory.create(
            factory
                .spec()
                .read(TransformRun.table("{\"with\":\"x\",\"predicate\":{\"header\":\"tenant\"}}"))
                .orThrow());

    assertThat(transform.apply(RECORD).payload().value()).isEqualTo("x");
    assertThat(transform.apply(RECORD.withHeaders(Headers.empty())).payload())
        .isSameAs(RECORD.payload());
  }

  /** A plugin's transform that knows nothing of predicates. */
  private static final class Emptying implements TransformFactory {
    private static final ConfigKey<String> WITH =
        ConfigKey.of("with", ConfigType.STRING, "What comes instead.");

    @Override
    public String type() {
      return "emptying";
    }

    @Override
    public String description() {
      return "Replaces the payload.";
    }

    @Override
    public ConfigSpec spec() {
      return ConfigSpec.of(WITH);
    }

    @Override
    public Transform create(Config config) {
      return record -> record.withPayload(record.payload().withValue(config.get(WITH)));
    }
  }
}
